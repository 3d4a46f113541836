# Toolchain of the programs for a 32-bit Raspberry Pi, from the second on: Debian's cross compiler.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR arm)
set(machine arm-linux-gnueabihf)
set(CMAKE_CXX_COMPILER ${machine}-g++)
include(${CMAKE_CURRENT_LIST_DIR}/cross.cmake)
