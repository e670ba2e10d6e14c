# Tests that run the program, and checks of the project itself. Exit code 77 is "skipped".
find_package(Python3 COMPONENTS Interpreter REQUIRED)
set(checks ${CMAKE_CURRENT_SOURCE_DIR}/checks)
set(program $<TARGET_FILE:nertag>)
set(shared ${PROJECT_SOURCE_DIR}/../shared)

function(add_check name)
    add_test(NAME ${name} COMMAND ${ARGN})
    set_tests_properties(${name} PROPERTIES SKIP_RETURN_CODE 77)
endfunction()

add_check(cli bash ${CMAKE_CURRENT_SOURCE_DIR}/cli/run ${program})
add_check(golden ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/golden/run ${program})
add_check(check-gazetteers ${program} check ${gazetteers})
add_check(check-layers ${Python3_EXECUTABLE} ${checks}/layers.py ${PROJECT_SOURCE_DIR})
add_check(check-sizes ${Python3_EXECUTABLE} ${checks}/sizes.py ${PROJECT_SOURCE_DIR})
add_check(check-header sh ${checks}/header.sh ${PROJECT_SOURCE_DIR})
add_check(check-seed ${Python3_EXECUTABLE} ${checks}/seed.py ${program} ${shared})
add_check(check-corpora ${Python3_EXECUTABLE} ${checks}/corpora.py ${program} ${shared})
# What is installed there cannot be linked without the sanitizer.
if(NOT NERTAG_SANITIZE AND NOT NERTAG_THREAD_SANITIZE)
    add_check(check-readme ${Python3_EXECUTABLE} ${checks}/readme.py ${PROJECT_SOURCE_DIR}
              ${PROJECT_BINARY_DIR})
    add_check(check-symbols sh ${checks}/symbols.sh $<TARGET_FILE:nertag-shared>
              $<TARGET_FILE:nertag-static> ${PROJECT_SOURCE_DIR}/src/nertag.h)
    add_check(check-install sh ${checks}/install.sh ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
    add_check(check-handbuild sh ${checks}/handbuild.sh ${PROJECT_SOURCE_DIR} ${model})
endif()
find_program(CLANG_FORMAT clang-format-14)
if(CLANG_FORMAT)
    file(GLOB_RECURSE formatted ${PROJECT_SOURCE_DIR}/src/*.[ch] ${PROJECT_SOURCE_DIR}/tests/*.[ch])
    add_check(check-format ${CLANG_FORMAT} --dry-run -Werror ${formatted})
endif()
