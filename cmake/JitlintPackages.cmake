# What is made of the program: manual and completions, the Python wheel, the Debian package.

# Written by the program itself, from its table of options.
set(made "${PROJECT_BINARY_DIR}/made")
add_custom_command(
  OUTPUT "${made}/jitlint.1" "${made}/jitlint.bash" "${made}/_jitlint" "${made}/jitlint.fish"
  COMMAND "${CMAKE_COMMAND}" -E make_directory "${made}"
  COMMAND jitlint manual > "${made}/jitlint.1"
  COMMAND jitlint completions bash > "${made}/jitlint.bash"
  COMMAND jitlint completions zsh > "${made}/_jitlint"
  COMMAND jitlint completions fish > "${made}/jitlint.fish"
  DEPENDS jitlint
  COMMENT "Writing manual and completions"
  VERBATIM)
if(SKBUILD)
  # The program goes where pip puts scripts: nothing of Python stands between the shell and it.
  install(PROGRAMS "$<TARGET_FILE:jitlint>" DESTINATION "${SKBUILD_SCRIPTS_DIR}" COMPONENT python)
  return()
endif()
add_custom_target(jitlint_manual ALL DEPENDS "${made}/jitlint.1")
install(FILES "${made}/jitlint.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT program)
install(FILES "${made}/jitlint.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME jitlint COMPONENT program)
install(FILES "${made}/_jitlint" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" COMPONENT program)
install(FILES "${made}/jitlint.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT program)
install(FILES ${schemas} DESTINATION "${CMAKE_INSTALL_DATADIR}/jitlint" COMPONENT program)

# `cpack -G DEB` in the build folder: the program alone; headers and archive are for building from source.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME jitlint)
set(CPACK_PACKAGE_VENDOR jitlint)
set(CPACK_PACKAGE_CONTACT "jitlint maintainers <jitlint@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL program)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_STRIP_FILES ON)
include(CPack)
