@echo off
rem Papers are dragged onto this file. ASCII only, see install.cmd.
rem Explorer puts no quotation marks round a name without a space, and cmd would cut such a name at an
rem ampersand. So Python gets the command line as it came, through a variable, and the script ends with
rem "exit" alone: what follows an ampersand in a name must not be run as a command.
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
type "%~dp0messages\not-installed.txt" 2>nul
echo lawcheck is not installed here. Run install.cmd first.
pause
exit
