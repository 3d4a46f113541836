; Running hubs of ours: ended before their program is replaced, and started again as they were. Each function is there twice, for
; the setup and, with "un." before its name, for the removal. Needs the variable Old, as in_use.nsh.
!define HUB_WINDOW FocuserLinkHub  ; the class, in hub/daemon_windows.cpp
!define PROCESS_QUERY_AND_READ 0x0410
!define WAIT_AND_QUERY 0x00101000

!macro HubFunctions un
; $1: the process of the window $0; $R0: the file that it runs; $R1: the options that it was started with. Empty where Windows does
; not tell. Windows has no call for another process' command line, but keeps it where debuggers look: PEB, its parameters, a
; UNICODE_STRING in them, as a program of 64 bit has them.
Function ${un}LookAtHub
    StrCpy $R0 ""
    StrCpy $R1 ""
    System::Call 'user32::GetWindowThreadProcessId(p r0, *i .r1)'
    System::Call 'kernel32::OpenProcess(i ${PROCESS_QUERY_AND_READ}, i 0, i r1) p .r2'
    ${If} $2 P= 0
        Return
    ${EndIf}
    System::Call 'kernel32::QueryFullProcessImageNameW(p r2, i 0, w .R0, *i ${NSIS_MAX_STRLEN})'
    System::Alloc 48
    Pop $3
    System::Call 'ntdll::NtQueryInformationProcess(p r2, i 0, p r3, i 48, p 0) i .r4'
    ${If} $4 = 0
        System::Call '*$3(p, p .r4)'
        IntPtrOp $4 $4 + 0x20
        System::Call 'kernel32::ReadProcessMemory(p r2, p r4, *p .r5, p 8, p 0)'
        IntPtrOp $5 $5 + 0x70
        System::Call 'kernel32::ReadProcessMemory(p r2, p r5, p r3, p 16, p 0) i .r4'
        ${If} $4 <> 0
            System::Call '*$3(&i2 .r4, &i2, &i4, p .r5)'
            IntOp $6 $4 + 2
            System::Alloc $6
            Pop $6
            System::Call 'kernel32::ReadProcessMemory(p r2, p r5, p r6, p r4, p 0)'
            System::Call 'shlwapi::PathGetArgsW(p r6) w .R1'
            System::Free $6
        ${EndIf}
    ${EndIf}
    System::Free $3
    System::Call 'kernel32::CloseHandle(p r2)'
FunctionEnd

; Asks the hubs that run from $INSTDIR or $Old to end, and writes down how each was started, in a file of its process: who does not
; end is asked again. Others are in nobody's way.
Function ${un}CloseHubs
    InitPluginsDir
    StrCpy $0 0
    StrCpy $9 0
    ${Do}
        FindWindow $0 ${HUB_WINDOW} "" 0 $0
        ${If} $0 P= 0
            ${Break}
        ${EndIf}
        Call ${un}LookAtHub
        ${If} $R0 == ""
        ${OrIf} $R0 == "$INSTDIR\focuserlinkd.exe"
        ${OrIf} $R0 == "$Old\focuserlinkd.exe"
            ${If} $R1 == "--open-page"  ; the page has been shown
                StrCpy $R1 ""
            ${EndIf}
            FileOpen $8 "$PLUGINSDIR\hub-$1" w
            FileWriteUTF16LE $8 $R1
            FileClose $8
            Push $0
            IntOp $9 $9 + 1
        ${EndIf}
    ${Loop}
    ; Only now: from a window that has gone the search does not go on.
    ${While} $9 > 0
        Pop $0
        DetailPrint "Ending the hub"
        System::Call 'user32::PostMessageW(p r0, i ${WM_CLOSE}, p 0, p 0)'
        IntOp $9 $9 - 1
    ${EndWhile}
FunctionEnd

; $1: how many hubs run.
Function ${un}CountHubs
    StrCpy $0 0
    StrCpy $1 0
    ${Do}
        FindWindow $0 ${HUB_WINDOW} "" 0 $0
        ${If} $0 P= 0
            Return
        ${EndIf}
        IntOp $1 $1 + 1
    ${Loop}
FunctionEnd

; Starts those again that CloseHubs has ended, through the explorer, else they would have the rights of this setup. It takes no
; options for a program, but a shortcut has them.
Function ${un}StartHubs
    StrCpy $R3 $INSTDIR
    ${IfNot} ${FileExists} "$INSTDIR\focuserlinkd.exe"
        StrCpy $R3 $Old
    ${EndIf}
    InitPluginsDir
    FindFirst $8 $R0 "$PLUGINSDIR\hub-*"
    ${DoUntil} $R0 == ""
        FileOpen $9 "$PLUGINSDIR\$R0" r
        FileReadUTF16LE $9 $R1
        FileClose $9
        Delete "$PLUGINSDIR\$R0"
        ; One that takes its time to end is not started beside itself.
        StrCpy $2 $R0 "" 4
        StrCpy $4 0
        System::Call 'kernel32::OpenProcess(i ${WAIT_AND_QUERY}, i 0, i r2) p .r3'
        ${If} $3 P<> 0
            System::Call 'kernel32::QueryFullProcessImageNameW(p r3, i 0, w .R2, *i ${NSIS_MAX_STRLEN})'
            StrCpy $R2 $R2 "" -16
            ${If} $R2 == "focuserlinkd.exe"  ; and not a stranger that has its number now
                System::Call 'kernel32::WaitForSingleObject(p r3, i 30000) i .r4'
            ${EndIf}
            System::Call 'kernel32::CloseHandle(p r3)'
        ${EndIf}
        DetailPrint "Starting the hub again"
        Call ${un}CountHubs
        StrCpy $R2 $1
        CreateShortcut "$R3\hub.lnk" "$R3\focuserlinkd.exe" $R1
        ${If} $4 = 0
            Exec '"$WINDIR\explorer.exe" "$R3\hub.lnk"'
            ${For} $R4 1 120
                Sleep 250
                Call ${un}CountHubs
                ${If} $1 > $R2
                    ${Break}
                ${EndIf}
            ${Next}
        ${EndIf}
        Delete "$R3\hub.lnk"
        ${If} $1 <= $R2
            GetErrorLevel $4
            ${If} $4 = -1
                SetErrorLevel 6
            ${EndIf}
            MessageBox MB_OK|MB_ICONEXCLAMATION "The hub was running and did not start again. Start it when you need it: focuserlinkd $R1" /SD IDOK
        ${EndIf}
        FindNext $8 $R0
    ${Loop}
    FindClose $8
FunctionEnd
!macroend
