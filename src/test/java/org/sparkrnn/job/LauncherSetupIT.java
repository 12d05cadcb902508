package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.testkit.JobRun;

/**
 * The launchers before Java starts, in a clone whose path has a blank and an accent, with a java
 * that prints its arguments. Each situation works or ends with one line that says what to do.
 */
class LauncherSetupIT {
  /** Acts as a JDK of some version and as Spark's launcher, whose command prints its arguments. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      if [ "$1" = -version ]; then echo 'openjdk version "VERSION"' >&2; exit 0; fi
      shift 4
      printf '\\0\\n'
      printf '%s\\0' printf '%s\\n' "LC_ALL=$LC_ALL" "$SPARK_SUBMIT_OPTS" "$@"
      """;

  /** A build that takes some time and reports that it ran. */
  private static final String MVN =
      """
      #!/usr/bin/env bash
      echo built >> builds
      sleep 1
      mkdir -p target/spark/jars
      touch target/spark-rnn.jar
      """;

  @TempDir private Path dir;
  private Path clone;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void makeAClone() throws IOException {
    clone = Files.createDirectories(dir.resolve("a clone é"));
    Path jobs = Files.createDirectories(clone.resolve("jobs"));
    try (var files = Files.list(Path.of("jobs"))) {
      for (Path file : files.toList()) {
        Files.copy(file, jobs.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    Files.createDirectories(clone.resolve("src/main"));
    Files.createFile(clone.resolve("pom.xml"));
    for (String old : List.of("src/main", "pom.xml")) {
      Files.setLastModifiedTime(clone.resolve(old), FileTime.fromMillis(0));
    }
    Files.createDirectories(clone.resolve("target/spark/jars"));
    Files.createFile(clone.resolve("target/spark-rnn.jar"));
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", jdk("17.0.9").toString());
  }

  @Test
  void argumentsArriveWhateverTheLocaleAndTheFolder() throws Exception {
    for (String locale : List.of("", "C", "POSIX", "de_DE.ISO-8859-1", "tr_TR")) {
      environment.put("LC_ALL", locale);
      JobRun run = train("conf/x.properties", "prompt=é ü", "a=b=c");
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().matches("(?s)LC_ALL=\\S*(?i:utf-?8)\n.*"), run.out());
      assertTrue(run.out().contains("-Dfile.encoding=UTF-8"), run.out());
      assertTrue(
          run.out()
              .endsWith(clone + "/target/spark-rnn.jar\nconf/x.properties\nprompt=é ü\na=b=c\n"),
          run.out());
      assertTrue(
          run.err()
              .lines()
              .allMatch(line -> line.contains("setlocale")), // printed by bash at its start
          run.err());
    }
  }

  @Test
  void linksToALauncherAreFollowed() throws Exception {
    Path link = Files.createSymbolicLink(dir.resolve("link"), clone.resolve("jobs/train"));
    Path second = Files.createSymbolicLink(dir.resolve("second"), Path.of("link"));
    for (Path launcher : List.of(link, second)) {
      JobRun run = start(List.of(launcher.toString(), "x=1")).end();
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().endsWith(clone + "/target/spark-rnn.jar\nx=1\n"), run.out());
    }
  }

  @Test
  void aJavaThatCannotServeIsNamed() throws Exception {
    environment.put("JAVA_HOME", jdk("11.0.2").toString());
    assertOneLine(train(), "is of version 11", "needs a JDK 17 to 23");
    environment.put("JAVA_HOME", jdk("1.8.0_392").toString());
    assertOneLine(train(), "is of version 8", "needs a JDK 17 to 23");
    environment.put("JAVA_HOME", dir.resolve("nowhere").toString());
    assertOneLine(train(), "JAVA_HOME is", "no bin/java in it");
    Path broken =
        script(dir.resolve("broken/bin/java"), "#!/bin/sh\necho 'no runtime' >&2\nexit 1\n");
    environment.put("JAVA_HOME", broken.getParent().getParent().toString());
    assertOneLine(train(), "does not start: no runtime");
    environment.remove("JAVA_HOME");
    environment.put("PATH", toolsWithout("java").toString());
    assertOneLine(train(), "there is no java in PATH", "JAVA_HOME");
    environment.put("JAVA_HOME", jdk("21.0.5").toString());
    assertEquals(0, train().code());
    environment.put("JAVA_HOME", jdk("25").toString());
    assertOneLine(train(), "is of version 25", "needs a JDK 17 to 23");
  }

  @Test
  void aTemporaryFolderThatCannotServeIsNamedAndAnotherIsUsed() throws Exception {
    environment.put("SPARK_LOCAL_DIRS", "/proc/nowhere,/proc/elsewhere");
    assertOneLine(train(), "SPARK_LOCAL_DIRS", "/proc/nowhere,/proc/elsewhere", "unset it");
    environment.put("SPARK_LOCAL_DIRS", "/proc/nowhere," + dir.resolve("blocks"));
    assertEquals(0, train().code());
    environment.remove("SPARK_LOCAL_DIRS");
    environment.put("TMPDIR", dir.resolve("nowhere").toString());
    assertOneLine(train(), "temporary folder", "nowhere", "set TMPDIR");
    Path own = Files.createDirectories(dir.resolve("own tmp"));
    environment.put("TMPDIR", own.toString());
    JobRun run = train();
    assertTrue(run.out().contains("\"-Djava.io.tmpdir=" + own + "\""), run.out());
    try (var left = Files.list(own)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void aUserOrAMachineWithoutANameIsNoticed() throws Exception {
    String path = environment.get("PATH");
    Path getent = script(dir.resolve("no address/getent"), "#!/bin/sh\nexit 2\n");
    environment.put("PATH", getent.getParent() + ":" + path);
    JobRun run = train();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.err().contains("has no address; 127.0.0.1 is used"), run.err());
    environment.put("SPARK_LOCAL_IP", "127.0.0.2");
    assertEquals("", train().err());
    Path id =
        script(
            dir.resolve("no name/id"),
            "#!/bin/sh\n[ \"$1\" = -u ] && echo 12345 && exit\nexit 1\n");
    environment.put("PATH", id.getParent() + ":" + path);
    assertOneLine(train(), "the user 12345 has no name", "/etc/passwd");
  }

  @Test
  void aBuildThatCannotBeDoneSaysWhy() throws Exception {
    Files.delete(clone.resolve("target/spark-rnn.jar"));
    Path tools = toolsWithout("mvn");
    environment.put("PATH", tools.toString());
    assertOneLine(train(), "has to be built", "no mvn in PATH");
    script(tools.resolve("mvn"), "#!/bin/sh\nexit 1\n");
    JobRun failed = train();
    assertEquals(1, failed.code());
    assertTrue(failed.err().contains("the build of " + clone), failed.err());
    assertFalse(Files.isSymbolicLink(clone.resolve("target/.build.lock")));
    Files.delete(clone.resolve("target/spark/jars"));
    Files.delete(clone.resolve("target/spark"));
    Files.delete(clone.resolve("target"));
    Files.createFile(clone.resolve("target")); // nothing can be written below it, not even by root
    assertOneLine(train(), "has to be built", "nothing can be written to");
  }

  /** They do not wait for the lock of a killed build. */
  @Test
  void twoJobsStartedTogetherBuildOnce() throws Exception {
    Files.delete(clone.resolve("target/spark-rnn.jar"));
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.createSymbolicLink(
        clone.resolve("target/.build.lock"), Path.of(String.valueOf(ended.pid())));
    Path tools = toolsWithout("mvn");
    script(tools.resolve("mvn"), MVN);
    environment.put("PATH", tools.toString());
    String launcher = clone.resolve("jobs/train").toString();
    Started one = start(List.of(launcher, "x=1"));
    Started two = start(List.of(launcher, "x=2"));
    for (JobRun run : List.of(one.end(), two.end())) {
      assertEquals(0, run.code(), run.err());
      assertTrue(run.out().contains("spark-rnn.jar\nx="), run.out());
    }
    assertEquals(List.of("built"), Files.readAllLines(clone.resolve("builds")));
  }

  @Test
  void closedStreamsAndASparkHomeThatIsNone() throws Exception {
    String launcher = "'" + clone.resolve("jobs/train") + "'";
    JobRun run = start(List.of("bash", "-c", launcher + " x=1 <&-")).end();
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().endsWith("\nx=1\n"), run.out());
    assertEquals(0, start(List.of("bash", "-c", launcher + " x=1 >&- 2>&-")).end().code());
    environment.put("SPARK_HOME", dir.resolve("nowhere").toString());
    assertOneLine(train(), "SPARK_HOME is", "no bin/spark-submit in it");
  }

  private static void assertOneLine(JobRun run, String... words) {
    assertEquals(1, run.code(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    for (String word : words) {
      assertTrue(run.err().contains(word), run.err());
    }
    assertEquals("", run.out());
  }

  private Path jdk(String version) throws IOException {
    Path home = dir.resolve("jdk " + version);
    script(home.resolve("bin/java"), JAVA.replace("VERSION", version));
    return home;
  }

  private static Path script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** A folder for PATH with all programs that launchers use except one. */
  private Path toolsWithout(String missing) throws IOException {
    Path tools = Files.createDirectories(dir.resolve("tools without " + missing));
    for (String name :
        "bash sh env dirname readlink locale grep head mktemp rm find ln mkdir touch sleep cat printf true"
            .split(" ")) {
      Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
          .map(folder -> Path.of(folder, name))
          .filter(Files::isExecutable)
          .findFirst()
          .ifPresent(found -> link(tools.resolve(name), found));
    }
    return tools;
  }

  private static void link(Path link, Path to) {
    try {
      Files.createSymbolicLink(link, to);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private JobRun train(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(clone.resolve("jobs/train").toString()));
    command.addAll(List.of(args));
    return start(command).end();
  }

  private Started start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path out = Files.createTempFile(dir, "job", ".out");
    Path err = Files.createTempFile(dir, "job", ".err");
    return new Started(
        builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
  }

  private record Started(Process process, Path out, Path err) {
    JobRun end() throws IOException, InterruptedException {
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), "the launcher hangs");
      return new JobRun(
          process.exitValue(),
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8));
    }
  }
}
