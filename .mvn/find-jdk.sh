# Finds the JDK to build with or to run on; sourced by ./mvnw and ./flatline (POSIX sh).
#
# Looks at FLATLINE_JAVA_HOME, JAVA_HOME, `java` on the PATH, then into the folders of FLATLINE_JDK_DIRS
# (colon-separated; the usual places unless set). The first JDK 25 or newer is taken, else the newest of 21 to 24.
# FLATLINE_JAVA_HOME is an order, not a hint: it is taken or refused. No JVM is started to learn a version
# unless a JDK has no `release` file.

# Sets jdk_version to the feature version of the JDK in folder $1 (25, 21, 8, ...), or to 0 if there is none to be told.
read_jdk_version() {
  jdk_version=0
  [ -x "$1/bin/java" ] || return 0
  if [ -r "$1/release" ]; then
    while IFS='=' read -r jdk_key jdk_value || [ -n "$jdk_key" ]; do
      [ "$jdk_key" = JAVA_VERSION ] && jdk_version=$jdk_value && break
    done <"$1/release"
  else
    jdk_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p;' | head -n 1) || jdk_version=0
  fi
  jdk_version=${jdk_version#\"}
  jdk_version=${jdk_version#1.}
  jdk_version=${jdk_version%%[!0-9]*}
  jdk_version=${jdk_version:-0}
}

# Weighs folder $1 against the best so far, which is kept in jdk_home and jdk_best; succeeds once a JDK 25 or newer is found.
weigh_jdk() {
  [ -x "$1/bin/$jdk_tool" ] || return 1
  read_jdk_version "$1"
  if [ "$jdk_version" -ge 21 ] && [ "$jdk_version" -gt "$jdk_best" ]; then
    jdk_home=$1
    jdk_best=$jdk_version
  fi
  [ "$jdk_best" -ge 25 ]
}

# Weighs the JDK whose `java` is on the PATH.
weigh_jdk_on_path() {
  jdk_java=$(command -v java) || return 1
  jdk_java=$(readlink -f "$jdk_java" 2>/dev/null) || return 1
  jdk_java=${jdk_java%/*}
  weigh_jdk "${jdk_java%/*}"
}

# Weighs every JDK in the folders of $1, separated by colons.
weigh_jdks_in() {
  jdk_ifs=$IFS
  IFS=:
  # The folders are split at the colons on purpose.
  # shellcheck disable=SC2086
  set -- $1
  IFS=$jdk_ifs
  for jdk_dir in "$@"; do
    for jdk_candidate in "$jdk_dir"/* "$jdk_dir"/*/Contents/Home; do
      weigh_jdk "$jdk_candidate" && return 0
    done
  done
  return 1
}

# Exports JAVA_HOME with a JDK that has the tool $1 (`java` to run, `javac` to build) and sets jdk_best to its feature
# version, or says in one line what is missing.
find_jdk() {
  jdk_tool=$1
  jdk_home=
  jdk_best=0
  if [ -n "${FLATLINE_JAVA_HOME:-}" ]; then
    weigh_jdk "$FLATLINE_JAVA_HOME" || :
    if [ -z "$jdk_home" ]; then
      echo "flatline: FLATLINE_JAVA_HOME=$FLATLINE_JAVA_HOME is not a JDK 21 or newer with bin/$jdk_tool" >&2
      return 1
    fi
  else
    jdk_usual="/usr/lib/jvm:${HOME:-}/.sdkman/candidates/java:/Library/Java/JavaVirtualMachines:/opt"
    { [ -n "${JAVA_HOME:-}" ] && weigh_jdk "$JAVA_HOME"; } || weigh_jdk_on_path ||
      weigh_jdks_in "${FLATLINE_JDK_DIRS-$jdk_usual}" || :
    if [ -z "$jdk_home" ]; then
      echo "flatline: needs a JDK 21 or newer (25 is best) and found none: install one, or set JAVA_HOME to it" >&2
      return 1
    fi
  fi
  JAVA_HOME=$jdk_home
  export JAVA_HOME
}
