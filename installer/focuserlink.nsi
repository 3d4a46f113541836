; FocuserLink-setup.exe. Made by the target `installer`, which defines VERSION, BIN (the programs), ROOT (the sources), HERE (this
; folder), ICON, OUT, LAID (what goes into folders: the macros Lay and Unlay), DRIVER where there is a driver and PANEL where there
; is a panel. /S installs without a question, /D=FOLDER elsewhere. Its code: 0 done, 3 a program is in use and nothing was
; changed, 4 done but the ASCOM driver is not registered, 5 this Windows is too old, 6 done but a hub that ran did not start again.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
ManifestSupportedOS Win10
ManifestDPIAware true
RequestExecutionLevel admin

!include LogicLib.nsh
!include MUI2.nsh
!include WinMessages.nsh
!include FileFunc.nsh
!include TextFunc.nsh
!include WinVer.nsh
!include "${LAID}"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\FocuserLink"
!define OLDEST_BUILD 18362  ; the first whose programs may speak UTF-8 to every system call
!define KEPT "Settings, session logs and calculator points stay: %APPDATA%\FocuserLink and Documents\FocuserLink."

Name "FocuserLink ${VERSION}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\FocuserLink"
InstallDirRegKey HKLM "${UNINSTALL}" InstallLocation
BrandingText "FocuserLink ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName FocuserLink
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "FocuserLink setup"
VIAddVersionKey LegalCopyright GPL-3.0-or-later

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION ShowProgram
!ifdef PANEL
!define MUI_FINISHPAGE_RUN_TEXT "Open FocuserLink"
!define SHOWN "FocuserLink"
!else
!define MUI_FINISHPAGE_RUN_TEXT "Choose the focuser's port on the setup page"
!define SHOWN "FocuserLink setup page"
!endif
!define MUI_UNCONFIRMPAGE_TEXT_TOP "${KEPT}"
!insertmacro MUI_PAGE_LICENSE "${ROOT}/LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English

Var Old  ; the folder of an earlier version that is to be removed first; empty: there is none

!include "${HERE}/hubs.nsh"
!include "${HERE}/in_use.nsh"
!insertmacro HubFunctions ""
!insertmacro HubFunctions "un."
!insertmacro InUseFunctions ""
!insertmacro InUseFunctions "un."

Function .onInit
    ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
        MessageBox MB_OK|MB_ICONSTOP "FocuserLink needs Windows 10, version 1903 (of May 2019), or later." /SD IDOK
        SetErrorLevel 5
        Abort
    ${EndIf}
FunctionEnd

Function FindOld
    ReadRegStr $Old HKLM "${UNINSTALL}" InstallLocation
    ${IfNot} ${FileExists} "$Old\uninstall.exe"
        StrCpy $Old ""
    ${EndIf}
FunctionEnd

; An earlier version removes itself, for it alone knows what it has laid down. /KEEP: the driver's profile, the hub that starts with the
; session, and what users may have pinned of the start menu are taken over.
Function RemoveOld
    ${If} $Old == ""
        Return
    ${EndIf}
    DetailPrint "Removing the earlier version"
    ; With _? it runs where it is, so that we can wait for it.
    ExecWait '"$Old\uninstall.exe" /S /KEEP _?=$Old' $0
    ${If} $0 <> 0
        MessageBox MB_OK|MB_ICONSTOP "The version in $Old could not be removed. Close the programs that use the focuser, then try again." /SD IDOK
        Call StartHubs
        SetErrorLevel 3
        Abort "The version in $Old could not be removed."
    ${EndIf}
    Delete "$Old\uninstall.exe"
    RMDir "$Old"
FunctionEnd

; Through the explorer, else it would have the rights of this setup.
Function ShowProgram
    SetShellVarContext all
    Exec '"$WINDIR\explorer.exe" "$SMPROGRAMS\FocuserLink\${SHOWN}.lnk"'
FunctionEnd

Section
    SetShellVarContext all
    SetRegView 64
    Call FindOld
    Call MakeWay
    Call RemoveOld
    SetOutPath "$INSTDIR"
    File "${BIN}/focuserlinkd.exe" "${BIN}/focuserlink.exe" "${BIN}/focuserlink-sim.exe"
    File /oname=LICENSE.txt "${ROOT}/LICENSE"
!ifdef PANEL
    File "${BIN}/focuserlink-panel.exe"
!endif
    !insertmacro Lay
    SetOutPath "$INSTDIR"
    WriteUninstaller "$INSTDIR\uninstall.exe"
    ReadRegStr $0 HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "FocuserLink hub"
    ${If} $0 != ""
        ExecWait '"$INSTDIR\focuserlinkd.exe" --start-with-session on'
    ${EndIf}

!ifdef DRIVER
    File "${BIN}/focuserlink-ascom.exe"
    ExecWait '"$INSTDIR\focuserlink-ascom.exe" /RegServer' $0
    ${If} $0 <> 0
        MessageBox MB_OK|MB_ICONEXCLAMATION "The ASCOM driver could not be registered. Programs reach the focuser over Alpaca all the same." /SD IDOK
        SetErrorLevel 4
    ${EndIf}
!endif

    CreateDirectory "$SMPROGRAMS\FocuserLink"
!ifdef PANEL
    CreateShortcut "$SMPROGRAMS\FocuserLink\FocuserLink.lnk" "$INSTDIR\focuserlink-panel.exe"
!else
    Delete "$SMPROGRAMS\FocuserLink\FocuserLink.lnk"
!endif
    CreateShortcut "$SMPROGRAMS\FocuserLink\FocuserLink setup page.lnk" "$INSTDIR\focuserlinkd.exe" "--open-page"
    CreateShortcut "$SMPROGRAMS\FocuserLink\Simulated focuser.lnk" "$INSTDIR\focuserlink-sim.exe" "--tcp 4000 --night"
    CreateShortcut "$SMPROGRAMS\FocuserLink\FocuserLink command line.lnk" "$SYSDIR\cmd.exe" '/k set "PATH=$INSTDIR;%PATH%"'
    CreateShortcut "$SMPROGRAMS\FocuserLink\Remove FocuserLink.lnk" "$INSTDIR\uninstall.exe"

    ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
    WriteRegStr HKLM "${UNINSTALL}" DisplayName "FocuserLink"
    WriteRegStr HKLM "${UNINSTALL}" DisplayVersion "${VERSION}"
    WriteRegStr HKLM "${UNINSTALL}" DisplayIcon "$INSTDIR\focuserlinkd.exe"
    WriteRegStr HKLM "${UNINSTALL}" Publisher "FocuserLink"
    WriteRegStr HKLM "${UNINSTALL}" InstallLocation "$INSTDIR"
    WriteRegStr HKLM "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe"'
    WriteRegStr HKLM "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
    WriteRegStr HKLM "${UNINSTALL}" Comments "${KEPT}"
    WriteRegDWORD HKLM "${UNINSTALL}" EstimatedSize $0
    WriteRegDWORD HKLM "${UNINSTALL}" NoModify 1
    WriteRegDWORD HKLM "${UNINSTALL}" NoRepair 1
    Call StartHubs
SectionEnd

Section Uninstall
    SetShellVarContext all
    SetRegView 64
    Call un.MakeWay
    ${GetParameters} $5
    ClearErrors
    ${GetOptions} $5 "/KEEP" $6
    ${If} ${Errors}
        ${If} ${FileExists} "$INSTDIR\focuserlink-ascom.exe"
            ExecWait '"$INSTDIR\focuserlink-ascom.exe" /UnregServer' $0
            ${If} $0 <> 0
                DetailPrint "The registration of the ASCOM driver could not be removed."
            ${EndIf}
        ${EndIf}
        ExecWait '"$INSTDIR\focuserlinkd.exe" --start-with-session off'
        Delete "$SMPROGRAMS\FocuserLink\*.lnk"
        RMDir "$SMPROGRAMS\FocuserLink"
    ${EndIf}

    Delete "$INSTDIR\focuserlinkd.exe"
    Delete "$INSTDIR\focuserlink.exe"
    Delete "$INSTDIR\focuserlink-sim.exe"
    Delete "$INSTDIR\focuserlink-ascom.exe"
    Delete "$INSTDIR\focuserlink-panel.exe"
    Delete "$INSTDIR\LICENSE.txt"
    Delete "$INSTDIR\uninstall.exe"
    Delete "$INSTDIR\hub.lnk"  ; of a setup that was ended
    !insertmacro Unlay
    RMDir "$INSTDIR"
    DeleteRegKey HKLM "${UNINSTALL}"
    DetailPrint "${KEPT}"
SectionEnd
