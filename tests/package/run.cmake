# Installs a build into a fresh prefix, and builds and runs a program against it.
# cmake -DBUILD=<build folder> -DSOURCE=<this folder> -DWORK=<scratch> -DCOMPILER=<c++> -DGENERATOR=<name> -P run.cmake

file(REMOVE_RECURSE "${WORK}")
foreach(step IN ITEMS "${CMAKE_COMMAND};--install;${BUILD};--prefix;${WORK}/prefix"
        "${CMAKE_COMMAND};-S;${SOURCE};-B;${WORK}/build;-G;${GENERATOR};-DCMAKE_CXX_COMPILER=${COMPILER};-DCMAKE_PREFIX_PATH=${WORK}/prefix"
        "${CMAKE_COMMAND};--build;${WORK}/build"
        "${WORK}/build/embedding")
  execute_process(COMMAND ${step} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
