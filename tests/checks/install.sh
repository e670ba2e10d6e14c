#!/bin/sh
# install.sh SOURCE_FOLDER BUILD_FOLDER - install to an empty place: the program finds its model, and
# a program of somebody else builds against the library by pkg-config and by CMake
set -eu
source=$1
build=$2
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cmake --install "$build" --prefix "$place/usr" >"$place/log"
cd "$place"
echo "NATO leaders met in Vilnius." | usr/bin/nertag | grep -q '"text":"Vilnius"'
test -f usr/share/man/man1/nertag.1
model=$place/usr/share/nertag/en.model
PKG_CONFIG_PATH=$(dirname "$(find "$place/usr" -name nertag.pc)")
export PKG_CONFIG_PATH
flags=$(pkg-config --cflags --libs nertag)
# shellcheck disable=SC2086
${CC:-cc} "$source/tests/checks/example.c" $flags -o shared
library=$(dirname "$(find "$place/usr" -name 'libnertag.so')")
LD_LIBRARY_PATH=$library ./shared "$model" | grep -q '^Vilnius is Vilnius$'
for kind in shared static; do
    mkdir "find-$kind"
    cat >"find-$kind/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(user LANGUAGES C)
find_package(nertag REQUIRED)
add_executable(user $source/tests/checks/example.c)
target_link_libraries(user PRIVATE nertag::$kind)
END
    cmake -S "find-$kind" -B "find-$kind/build" -DCMAKE_PREFIX_PATH="$place/usr" >>log
    cmake --build "find-$kind/build" >>log
    "find-$kind/build/user" "$model" | grep -q '^NATO is NATO$'
done
echo "installed, found and used"
