# Qt and QCustomPlot for the panel: Debian's qt6-base-dev and libqcustomplot-dev, for Windows what `make windows-qt` has built.
# FOCUSERLINK_PANEL is true where both are there.
set(FOCUSERLINK_PANEL OFF)
if(WIN32)
    execute_process(COMMAND ${PROJECT_SOURCE_DIR}/scripts/windows-qt --where OUTPUT_VARIABLE QT_FOR_WINDOWS
        OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE absent)
    if(absent)
        message(STATUS "No panel: Qt for Windows is not there; `make windows-qt` builds it, once, in 25 minutes")
        # What an earlier build has made of the panel must not be taken for today's.
        file(GLOB earlier ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/*_test.exe ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/*panel*.exe)
        if(earlier)
            file(REMOVE ${earlier})
        endif()
        return()
    endif()
    # What an earlier one left in CMake's memory is of another folder.
    if(Qt6_DIR AND NOT Qt6_DIR MATCHES "^${QT_FOR_WINDOWS}/")
        get_cmake_property(remembered CACHE_VARIABLES)
        list(FILTER remembered INCLUDE REGEX "^Qt6.*_DIR$")
        foreach(each ${remembered})
            unset(${each} CACHE)
        endforeach()
    endif()
    list(APPEND CMAKE_FIND_ROOT_PATH ${QT_FOR_WINDOWS})
    list(APPEND CMAKE_PREFIX_PATH ${QT_FOR_WINDOWS})
    # Its tools run here, and are those of this system's Qt.
    execute_process(COMMAND gcc -print-multiarch OUTPUT_VARIABLE here OUTPUT_STRIP_TRAILING_WHITESPACE)
    set(QT_HOST_PATH /usr)
    set(QT_HOST_PATH_CMAKE_DIR /usr/lib/${here}/cmake)
    set(needed REQUIRED)
endif()

find_package(Qt6 QUIET ${needed} COMPONENTS Widgets PrintSupport Network)
if(WIN32)
    add_library(QCustomPlotQt6::QCustomPlotQt6 STATIC IMPORTED)
    set_target_properties(QCustomPlotQt6::QCustomPlotQt6 PROPERTIES
        IMPORTED_LOCATION ${QT_FOR_WINDOWS}/lib/libqcustomplot.a
        INTERFACE_INCLUDE_DIRECTORIES ${QT_FOR_WINDOWS}/include
        INTERFACE_LINK_LIBRARIES "Qt6::Widgets;Qt6::PrintSupport")
elseif(Qt6_FOUND)
    find_package(QCustomPlotQt6 QUIET)
endif()
if(TARGET QCustomPlotQt6::QCustomPlotQt6)
    set(FOCUSERLINK_PANEL ON)
else()
    message(STATUS "No panel: it needs qt6-base-dev and libqcustomplot-dev")
endif()
