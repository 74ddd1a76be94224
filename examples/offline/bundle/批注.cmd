@echo off
rem Papers are dragged onto this file. ASCII only, see install.cmd.
rem Explorer leaves names with & ( ) ^ and no space without quotation marks, and cmd would cut and
rem change them in %1. So Python gets the command line as it came, through a variable, and the
rem script ends with "exit" without /b: what follows an & in a name must not be run as a command.
setlocal DisableDelayedExpansion
set "home=%LOCALAPPDATA%\lawcheck"
set "python=%home%\venv\Scripts\python.exe"
if not exist "%python%" goto missing
setlocal EnableDelayedExpansion
set "LAWCHECK_DROPPED=!cmdcmdline!"
"!python!" "!home!\dropped.py"
pause
exit

:missing
type "%~dp0messages\not-installed.txt" 2>nul || echo lawcheck is not installed here. Run install.cmd first.
pause
exit
