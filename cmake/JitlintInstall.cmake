# `cmake --install`: the binary, the public headers, and a CMake package with the target jitlint::jitlint.

include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/jitlint")
if(TARGET jitlint)
  install(TARGETS jitlint RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT program)
  include(JitlintPackages)
endif()
install(
  TARGETS jitlint_library
  EXPORT jitlintTargets
  ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/" "${PROJECT_BINARY_DIR}/generated/include/"
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.h")
install(EXPORT jitlintTargets NAMESPACE jitlint:: DESTINATION "${package_dir}")

configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/jitlintConfig.cmake.in"
                              "${PROJECT_BINARY_DIR}/jitlintConfig.cmake" INSTALL_DESTINATION "${package_dir}")
# Below 1.0 a minor release may change the interface.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/jitlintConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/jitlintConfig.cmake" "${PROJECT_BINARY_DIR}/jitlintConfigVersion.cmake"
        DESTINATION "${package_dir}")
