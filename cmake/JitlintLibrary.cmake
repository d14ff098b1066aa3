# The library for embedding programs: all stages and the parser in one archive.

get_property(stages GLOBAL PROPERTY JITLINT_STAGES)
list(REMOVE_ITEM stages jitlint_cli)
set(objects "")
foreach(stage IN LISTS stages ITEMS jitlint_tree_sitter jitlint_tree_sitter_python jitlint_fmt)
  get_target_property(type ${stage} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    continue()
  endif()
  list(APPEND objects "$<TARGET_OBJECTS:${stage}>")
endforeach()

add_library(jitlint_library STATIC ${objects})
add_library(jitlint::jitlint ALIAS jitlint_library)
set_target_properties(jitlint_library PROPERTIES OUTPUT_NAME jitlint EXPORT_NAME jitlint LINKER_LANGUAGE CXX)
target_compile_features(jitlint_library PUBLIC cxx_std_20)
target_include_directories(
  jitlint_library PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>"
                         "$<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/generated/include>"
                         "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
target_link_libraries(jitlint_library PUBLIC Threads::Threads)
