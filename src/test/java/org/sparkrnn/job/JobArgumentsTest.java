package org.sparkrnn.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.data.InvalidInputException;

/** How configurations and key=value arguments are read, and the messages for wrong ones. */
class JobArgumentsTest {
  @TempDir private Path dir;

  private static JobArguments of(String... args) {
    return new JobArguments(args, new Configuration());
  }

  private String conf(String name, byte[] bytes) throws IOException {
    return Files.write(dir.resolve(name), bytes).toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertSays(String[] args, String... words) {
    String message = assertThrows(InvalidInputException.class, () -> of(args)).getMessage();
    for (String word : words) {
      assertTrue(message.contains(word), message);
    }
    assertEquals(1, message.lines().count());
  }

  private static String[] args(String... args) {
    return args;
  }

  @Test
  void propertiesMayHaveAByteOrderMarkAndTheLineEndsOfAnySystem() throws IOException {
    String text = "task = tagger\n# café\nmodel  =  modèle \ntrain=a=b\n\n! end\nlabelCol:tag";
    for (String start : List.of("", "\uFEFF")) {
      for (String end : List.of("\n", "\r\n", "\r")) {
        JobArguments read = of(conf("c.properties", utf8(start + text.replace("\n", end))));
        assertEquals("tagger", read.get("task"));
        assertEquals("modèle", read.get("model"));
        assertEquals("a=b", read.get("train"));
        assertEquals("tag", read.get("labelCol"));
      }
    }
  }

  @Test
  void propertiesInAnotherEncodingOrWithAKeyTwiceAreRefused() throws IOException {
    for (byte[] bytes :
        List.of(
            "model=modèle".getBytes(StandardCharsets.ISO_8859_1),
            "\uFEFFmodel=m".getBytes(StandardCharsets.UTF_16LE))) {
      assertSays(
          args(conf("other.properties", bytes)), "other.properties: it is not encoded in UTF-8");
    }
    assertSays(
        args(conf("twice.properties", utf8("seed=1\ntask=tagger\nseed = 2\n"))),
        "key seed occurs twice");
    assertSays(args(conf("bad.properties", utf8("model=\\u12"))), "bad.properties");
  }

  @Test
  void aConfigurationThatIsNoneIsNamed() {
    assertSays(args(dir.resolve("no.properties").toString()), "no.properties", "does not exist");
    assertSays(args(dir.toString()), dir + ": it is a directory", "a file of properties");
    assertSays(args("tagger", "train=x"), "cannot read the configuration tagger");
  }

  @Test
  void argumentsKeepWhatStandsBehindTheFirstEqualsSign() {
    JobArguments read = of("a=b=c", "d = e f ", "g=", "h=é");
    assertEquals("b=c", read.get("a"));
    assertEquals("e f", read.get("d"));
    assertEquals(null, read.get("g"));
    assertEquals("é", read.get("h"));
  }

  @Test
  void wordsThatAreNoArgumentsGetAHintThatCanBeFollowed() throws IOException {
    String conf = conf("c.properties", utf8("task=tagger"));
    assertSays(args(conf, "--master", "local[2]"), "\"--master\"", "come before the configuration");
    assertSays(args(conf, "--conf=spark.x=1"), "options of spark-submit");
    assertSays(args("seed", "=", "1"), "\"seed\"", "leave out the blanks around the =");
    assertSays(args(conf, "seed", "=1"), "\"seed\"", "leave out the blanks around the =");
    assertSays(args(conf, "seed=", "1"), "\"1\"", "in quotes");
    assertSays(args("=1"), "leave out the blanks");
    assertSays(args(conf, "prompt=once", "upon"), "\"upon\"", "into quotes: \"prompt=once upon\"");
    assertSays(args(conf, "seed"), "\"seed\" is not of the form key=value");
  }
}
