@echo off
rem ASCII only: cmd reads a script in the code page of the console. What is said in Chinese
rem is said by Python, or stands in a file in UTF-16, which "type" always shows as it is.
setlocal DisableDelayedExpansion
set "here=%~dp0"
for /f "usebackq" %%v in ("%here%python-version.txt") do set "version=%%v"
set "digits=%version:.=%"
set "test=import sys; sys.exit('.'.join(map(str, sys.version_info[:2])) != '%version%')"

set command=py -%version%
%command% -c "%test%" >nul 2>nul
if not errorlevel 1 goto install
rem for one user, without the launcher and not on the path
set command="%LOCALAPPDATA%\Programs\Python\Python%digits%\python.exe"
%command% -c "%test%" >nul 2>nul
if not errorlevel 1 goto install
set command="%ProgramFiles%\Python%digits%\python.exe"
%command% -c "%test%" >nul 2>nul
if not errorlevel 1 goto install
set command=python
%command% -c "%test%" >nul 2>nul
if not errorlevel 1 goto install

type "%here%messages\no-python.txt"
echo Python %version% (64-bit) is needed.
pause
exit /b 2

:install
%command% "%here%install.py"
set "status=%errorlevel%"
pause
exit /b %status%
