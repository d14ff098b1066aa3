# What Debian packages. Everything ends up inside the binary, so that it needs no shared library beyond libc, libm and
# libstdc++; toml++ is used header-only, because its package carries a shared library alone.

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(tomlplusplus REQUIRED)

# Tests and generators run under the system's interpreter, the one that Debian's python3-* packages serve.
if(NOT DEFINED Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

# fmt 9's library part is compiled from its headers by third_party/fmt.cpp; other releases divide it differently.
if(fmt_VERSION VERSION_GREATER_EQUAL 9 AND fmt_VERSION VERSION_LESS 10)
  add_library(jitlint_fmt STATIC "${PROJECT_SOURCE_DIR}/third_party/fmt.cpp")
  get_target_property(fmt_include fmt::fmt INTERFACE_INCLUDE_DIRECTORIES)
  target_include_directories(jitlint_fmt SYSTEM PUBLIC ${fmt_include})
  target_compile_features(jitlint_fmt PUBLIC cxx_std_20)
  target_compile_options(jitlint_fmt PRIVATE -w -O2)
else()
  add_library(jitlint_fmt INTERFACE)
  target_link_libraries(jitlint_fmt INTERFACE fmt::fmt-header-only)
endif()

add_library(jitlint_toml INTERFACE)
get_target_property(toml_include tomlplusplus::tomlplusplus INTERFACE_INCLUDE_DIRECTORIES)
target_include_directories(jitlint_toml SYSTEM INTERFACE ${toml_include})
target_compile_definitions(jitlint_toml INTERFACE TOML_HEADER_ONLY=1)
