# How every target of ours is compiled, and the shape of a stage.

add_library(jitlint_options INTERFACE)
target_compile_features(jitlint_options INTERFACE cxx_std_20)
target_compile_options(
  jitlint_options
  INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
            # g++ 12 reports copies inside std::string, overlapping or out of bounds, that cannot happen.
            $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-array-bounds;-Wno-stringop-overread;-Wno-stringop-overflow>
            # What ccache needs to see through precompiled headers; and g++ 12 looks for spelling suggestions without end there.
            $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
            $<$<CXX_COMPILER_ID:GNU>:--param=cxx-max-namespaces-for-diagnostic-help=0>
            $<$<BOOL:${JITLINT_WERROR}>:-Werror>)
target_include_directories(
  jitlint_options INTERFACE "${PROJECT_SOURCE_DIR}/src" "${PROJECT_SOURCE_DIR}/include" "${PROJECT_SOURCE_DIR}"
                            "${PROJECT_BINARY_DIR}/generated" "${PROJECT_BINARY_DIR}/generated/include")
configure_file("${CMAKE_CURRENT_LIST_DIR}/version.h.in" "${PROJECT_BINARY_DIR}/generated/include/jitlint/version.h" @ONLY)

# What is shipped exports nothing and holds nothing that is not used.
add_compile_options($<$<CONFIG:Release>:-fvisibility=hidden> $<$<AND:$<CONFIG:Release>,$<COMPILE_LANGUAGE:CXX>>:-fvisibility-inlines-hidden>
                    $<$<CONFIG:Release>:-ffunction-sections> $<$<CONFIG:Release>:-fdata-sections>)
add_link_options($<$<CONFIG:Release>:-Wl,--gc-sections>)
# Functions that are alike are kept once, where there is a linker that can tell them.
include(CheckLinkerFlag)
check_linker_flag(CXX "-fuse-ld=gold;-Wl,--icf=safe" JITLINT_LINKER_FOLDS)
if(JITLINT_LINKER_FOLDS)
  add_link_options($<$<CONFIG:Release>:-fuse-ld=gold> $<$<CONFIG:Release>:-Wl,--icf=safe>)
endif()

if(JITLINT_SANITIZE)
  add_compile_options(-fsanitize=${JITLINT_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${JITLINT_SANITIZE})
endif()
if(JITLINT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # What ccache needs to know of precompiled headers.
  set(ccache "${CMAKE_COMMAND}" -E env "CCACHE_SLOPPINESS=pch_defines,time_macros" "${CCACHE_PROGRAM}")
  set(CMAKE_C_COMPILER_LAUNCHER "${ccache}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ccache}")
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# jitlint_stage(name [SMALL] [DIRECTORY dir] [EXCLUDE regex] [SOURCES extra...] [DEPS target...] [PRECOMPILE header...]): the library of src/<name>,
# `jitlint_<name>` alias `jitlint::<name>`. A folder without sources yet is an empty interface that others can already link.
# SMALL: what runs seldom is compiled for size where it is shipped.
function(jitlint_stage name)
  cmake_parse_arguments(PARSE_ARGV 1 stage "SMALL" "DIRECTORY;EXCLUDE" "DEPS;SOURCES;PRECOMPILE")
  set(target jitlint_${name})
  if(NOT stage_DIRECTORY)
    set(stage_DIRECTORY "${PROJECT_SOURCE_DIR}/src/${name}")
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${stage_DIRECTORY}/*.cpp")
  list(FILTER sources EXCLUDE REGEX "/src/cli/main\\.cpp$")
  if(stage_EXCLUDE)
    list(FILTER sources EXCLUDE REGEX "${stage_EXCLUDE}")
  endif()
  list(APPEND sources ${stage_SOURCES})
  if(sources)
    add_library(${target} STATIC ${sources})
    target_link_libraries(${target} PUBLIC jitlint_options ${stage_DEPS})
    if(stage_SMALL)
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-Os>)
    else()
      # Padding would be a hundredth of the program; leaving it out costs no time that can be measured.
      target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-fno-align-functions> $<$<CONFIG:Release>:-fno-align-loops>
                                               $<$<CONFIG:Release>:-fno-align-jumps> $<$<CONFIG:Release>:-fno-align-labels>)
    endif()
    if(stage_PRECOMPILE)
      target_precompile_headers(${target} PRIVATE ${stage_PRECOMPILE})
    endif()
    set_property(GLOBAL APPEND PROPERTY JITLINT_STAGES ${target})
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE jitlint_options ${stage_DEPS})
  endif()
  add_library(jitlint::${name} ALIAS ${target})
endfunction()
