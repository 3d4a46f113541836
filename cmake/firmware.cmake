# The chip's program, built beside ours with its own compiler: target `firmware`, file ${FIRMWARE_ELF}. Only where there
# is gcc-avr.
find_program(AVR_CXX avr-g++)
if(NOT AVR_CXX OR NOT EXISTS ${PROJECT_SOURCE_DIR}/firmware/CMakeLists.txt)
    return()
endif()
include(ExternalProject)
set(FIRMWARE_ELF ${CMAKE_BINARY_DIR}/firmware/focuserlink.elf)
ExternalProject_Add(firmware
    SOURCE_DIR ${PROJECT_SOURCE_DIR}
    BINARY_DIR ${CMAKE_BINARY_DIR}/firmware
    PREFIX ${CMAKE_BINARY_DIR}/firmware-project
    CMAKE_ARGS -DCMAKE_TOOLCHAIN_FILE=${PROJECT_SOURCE_DIR}/cmake/avr.cmake
    BUILD_ALWAYS TRUE INSTALL_COMMAND "" BUILD_BYPRODUCTS ${FIRMWARE_ELF})
# The simulator looks for it beside itself.
ExternalProject_Add_Step(firmware beside
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${FIRMWARE_ELF} ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/focuserlink.elf
    DEPENDEES build ALWAYS TRUE)

# Two more programs that the measures need: a plain polled stepper loop, and the firmware's step interrupts beyond the
# speeds that the settings allow.
set(flags -mmcu=atmega328p -DF_CPU=16000000UL -Os -flto -std=gnu++14 -fno-exceptions -fno-rtti -fno-threadsafe-statics
    -ffunction-sections -fdata-sections -Wl,--gc-sections -I${PROJECT_SOURCE_DIR})
set(probes ${PROJECT_SOURCE_DIR}/tests/firmware/probes)
set(POLLED_ELF ${CMAKE_BINARY_DIR}/firmware/polled.elf)
set(CONSTANT_ELF ${CMAKE_BINARY_DIR}/firmware/constant.elf)
file(GLOB board CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/firmware/*.cpp ${PROJECT_SOURCE_DIR}/firmware/sensors/*.cpp)
list(FILTER board EXCLUDE REGEX "/main\\.cpp$")
file(GLOB_RECURSE board_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/firmware/*.h ${PROJECT_SOURCE_DIR}/device/*.h)
add_custom_command(OUTPUT ${POLLED_ELF} DEPENDS ${PROJECT_SOURCE_DIR}/bench/firmware/polled_loop.cpp VERBATIM
    COMMAND ${AVR_CXX} ${flags} ${PROJECT_SOURCE_DIR}/bench/firmware/polled_loop.cpp -o ${POLLED_ELF})
add_custom_command(OUTPUT ${CONSTANT_ELF} DEPENDS ${probes}/constant_speed_probe.cpp ${board} ${board_headers} VERBATIM
    COMMAND ${AVR_CXX} ${flags} ${probes}/constant_speed_probe.cpp ${board} -o ${CONSTANT_ELF})
add_custom_target(firmware_probes DEPENDS ${POLLED_ELF} ${CONSTANT_ELF})
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/firmware)

# For whoever writes it to a board: the program, and what writes it.
include(GNUInstallDirs)
install(FILES ${FIRMWARE_ELF} ${CMAKE_BINARY_DIR}/firmware/focuserlink.hex DESTINATION ${CMAKE_INSTALL_DATADIR}/focuserlink)
configure_file(${PROJECT_SOURCE_DIR}/firmware/focuserlink-flash.in focuserlink-flash @ONLY)
install(PROGRAMS ${CMAKE_CURRENT_BINARY_DIR}/focuserlink-flash DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/man/focuserlink-flash.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT manual)
