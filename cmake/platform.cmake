# focuserlink_platform(LIST): of x_posix.cpp, x_linux.cpp and x_windows.cpp a list keeps what this build's system takes.
function(focuserlink_platform list)
    if(WIN32)
        list(FILTER ${list} EXCLUDE REGEX "_(posix|linux)\\.cpp$")
    else()
        list(FILTER ${list} EXCLUDE REGEX "_windows\\.cpp$")
    endif()
    set(${list} ${${list}} PARENT_SCOPE)
endfunction()

# focuserlink_program(TARGET): what a program of Windows carries: its version, its icon, and that it speaks UTF-8 to the
# system, so that arguments and names of files are what every room takes them for. Nothing elsewhere.
if(WIN32)
    enable_language(RC)
    # Drawn once, when the build is configured.
    set(drawing ${PROJECT_SOURCE_DIR}/panel/data/focuserlink-panel.svg)
    set(FOCUSERLINK_ICON ${CMAKE_BINARY_DIR}/focuserlink.ico)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${drawing})
    if(${drawing} IS_NEWER_THAN ${FOCUSERLINK_ICON})
        set(pictures)
        foreach(size 16 20 24 32 40 48 64 256)
            set(picture ${CMAKE_BINARY_DIR}/icon-${size}.png)
            execute_process(COMMAND rsvg-convert -w ${size} -h ${size} -o ${picture} ${drawing} COMMAND_ERROR_IS_FATAL ANY)
            list(APPEND pictures ${picture})
        endforeach()
        # The largest stays a PNG, as Windows itself has it: a bitmap of it would be 270 kB in every program.
        list(POP_BACK pictures largest)
        execute_process(COMMAND icotool --create -o ${FOCUSERLINK_ICON} ${pictures} --raw=${largest}
            COMMAND_ERROR_IS_FATAL ANY)
    endif()
    configure_file(${CMAKE_CURRENT_LIST_DIR}/program.rc.in ${CMAKE_BINARY_DIR}/program.rc @ONLY)
endif()
function(focuserlink_program target)
    if(WIN32)
        add_library(${target}_resources OBJECT ${CMAKE_BINARY_DIR}/program.rc)
        target_link_libraries(${target} PRIVATE $<TARGET_OBJECTS:${target}_resources>)
        set_property(SOURCE ${CMAKE_BINARY_DIR}/program.rc APPEND PROPERTY
            OBJECT_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/program.manifest)
    endif()
endfunction()
