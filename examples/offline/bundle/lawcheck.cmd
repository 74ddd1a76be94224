@echo off
rem Opens the page of lawcheck in the browser. ASCII only, see install.cmd.
setlocal DisableDelayedExpansion
set "python=%LOCALAPPDATA%\lawcheck\venv\Scripts\python.exe"
if not exist "%python%" goto missing
"%python%" -P -m lawcheck serve
if errorlevel 1 pause
exit /b

:missing
type "%~dp0messages\not-installed.txt" 2>nul
echo lawcheck is not installed here. Run install.cmd first.
pause
exit /b 2
