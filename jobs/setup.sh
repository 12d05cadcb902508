# Functions that the launchers, which source this file, call before Java starts. Each function succeeds or ends the
# process with one line that says what to do. They are written for bash 3.2, which macOS has.

root=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)

fail() {
  echo "$1" >&2
  exit "${2:-1}"
}

# Opens closed streams, whose numbers Java would otherwise use for the next file that it opens.
open_streams() {
  { : 3>&2; } || exec 2>/dev/null
  { : 3<&0; } 2>/dev/null || exec </dev/null
  { : 3>&1; } 2>/dev/null || exec >/dev/null
}

# JDK 17 decodes arguments and names of files with the encoding of the locale. In containers, cron and ssh that is
# often C, with which all characters beyond ASCII are lost.
use_utf8() {
  local name
  for name in "${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}" C.UTF-8 en_US.UTF-8 \
    $(locale -a 2>/dev/null | grep -i 'utf-*8$' | head -1); do
    if [ "$(env LC_ALL="$name" locale charmap 2>/dev/null)" = UTF-8 ]; then
      export LC_ALL=$name
      return
    fi
  done
}

# Sets $java to that of JAVA_HOME, otherwise to that of PATH, like spark-submit.
require_java() {
  local needed="spark-rnn needs a JDK 17 to 23" said
  if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] ||
      fail "JAVA_HOME is $JAVA_HOME, but there is no bin/java in it; $needed: set JAVA_HOME to its folder"
  else
    java=$(command -v java) ||
      fail "there is no java in PATH; $needed: install one, or set JAVA_HOME to its folder"
  fi
  said=$("$java" -version 2>&1) ||
    fail "$java does not start: ${said%%$'\n'*}; $needed: set JAVA_HOME to its folder"
  [[ $said =~ version\ \"(1\.)?([0-9]+) ]] ||
    fail "$java does not print its version, but ${said%%$'\n'*}; $needed: set JAVA_HOME to its folder"
  # Hadoop's client in Spark 4.1 uses a method that JDK 24 removed.
  [ "${BASH_REMATCH[2]}" -ge 17 ] && [ "${BASH_REMATCH[2]}" -le 23 ] ||
    fail "$java is of version ${BASH_REMATCH[2]}; $needed: set JAVA_HOME to its folder"
}

# Sets $temporary to TMPDIR, which Java itself ignores, or to /tmp.
require_temporary() {
  local probe
  temporary=${TMPDIR:-/tmp}
  probe=$(mktemp "$temporary/spark-rnn.XXXXXX" 2>/dev/null) ||
    fail "nothing can be written to the temporary folder $temporary${TMPDIR:+, which TMPDIR names}; set TMPDIR to a folder that can be written to"
  rm -f "$probe"
}

# Hadoop needs the user's name, but on some container platforms users have only a number.
require_user() {
  ! command -v id >/dev/null || id -un >/dev/null 2>&1 ||
    fail "the user $(id -u) has no name on this machine, which Hadoop needs; add one to /etc/passwd (a line such as spark:x:$(id -u):0::/tmp:/bin/false), or run as a user that has one"
}

# Spark keeps blocks in the folders of SPARK_LOCAL_DIRS, at least one of which must be writable.
require_local_dirs() {
  local folder folders probe
  [ -n "${SPARK_LOCAL_DIRS:-}" ] || return 0
  IFS=, read -r -a folders <<<"$SPARK_LOCAL_DIRS"
  for folder in "${folders[@]}"; do
    if mkdir -p "$folder" 2>/dev/null && probe=$(mktemp "$folder/spark-rnn.XXXXXX" 2>/dev/null); then
      rm -f "$probe"
      return
    fi
  done
  fail "nothing can be written to SPARK_LOCAL_DIRS, which is $SPARK_LOCAL_DIRS; set it to folders that can be written to, or unset it"
}

# Spark needs the address of this machine's name, which a container may not know.
find_address() {
  local name
  [ -z "${SPARK_LOCAL_IP:-}${SPARK_LOCAL_HOSTNAME:-}" ] && command -v getent >/dev/null || return 0
  name=$(uname -n)
  getent ahosts "$name" >/dev/null && return
  export SPARK_LOCAL_IP=127.0.0.1
  echo "the name of this machine, $name, has no address; 127.0.0.1 is used, which works only in local mode: set SPARK_LOCAL_IP for a cluster" >&2
}

# stale JAR FOLDER: whether the jar is missing or older than its sources.
stale() {
  [ ! -f "$1" ] || [ ! -d "$root/target/spark/jars" ] ||
    [ -n "$(find "$root/src/main" "$2" "$root/pom.xml" -newer "$1" -print -quit)" ]
}

# remove_dead LOCK HOLDER: removes the lock of a build that was killed. Only one process at a time may do this, because
# a second one would remove the lock that the first has taken in the meantime.
remove_dead() {
  if ln -sn $$ "$1.dead" 2>/dev/null; then
    [ "$(readlink "$1" || true)" != "$2" ] || rm -f "$1"
    rm -f "$1.dead"
  elif ! kill -0 "$(readlink "$1.dead" || echo 0)" 2>/dev/null; then
    rm -f "$1.dead"
  fi
}

# build_if_stale JAR FOLDER [MAVEN_OPTION ...]: builds the jar if needed, once even if several jobs start.
build_if_stale() {
  local jar=$1 folder=$2 lock=$root/target/.build.lock holder told=
  shift 2
  stale "$jar" "$folder" || return 0
  if ! mkdir -p "$root/target" 2>/dev/null || ! (: >"$root/target/.build.probe") 2>/dev/null; then
    [ -f "$jar" ] && [ -d "$root/target/spark/jars" ] ||
      fail "$jar has to be built, but nothing can be written to $root/target; build it (mvn package -DskipTests) where that is allowed"
    echo "the sources are newer than $jar, which cannot be built here; the old jar is used" >&2
    return 0
  fi
  rm -f "$root/target/.build.probe"
  command -v mvn >/dev/null ||
    fail "$jar has to be built, but there is no mvn in PATH; install Maven"
  until ln -sn $$ "$lock" 2>/dev/null; do # creating a link with the number of the building process is atomic
    holder=$(readlink "$lock" || true)
    [ -n "$holder" ] || continue # that build has just ended
    if ! kill -0 "$holder" 2>/dev/null; then
      remove_dead "$lock" "$holder"
      continue
    fi
    [ -n "$told" ] || echo "waiting for the build of process $holder ..." >&2
    told=yes
    sleep 1
  done
  trap 'rm -f "$root/target/.build.lock"' EXIT
  if stale "$jar" "$folder"; then # no other process has built it in the meantime
    echo "building $jar ..." >&2
    (cd "$root" && mvn -B -q "$@" package -DskipTests) >&2 ||
      fail "the build of $jar failed, as Maven says above"
  fi
  rm -f "$lock"
  trap - EXIT
}
