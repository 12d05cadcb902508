package org.sparkrnn.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.data.InvalidInputException;

class FormatTest {
  private final Configuration conf = new Configuration();
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "hdfs:///x/train.conllu, CONLLU",
    "train.CoNLLU.gz, CONLLU",
    "a.conll, CONLL",
    "a.bio, CONLL",
    "a.iob.bz2, CONLL",
    "a.tsv, TSV",
    "a.slashed, SLASHED",
    "a.pos, SLASHED",
    "a.txt, TEXT",
    "data/*.csv, CSV",
    "a.jsonl, JSON",
    "a.json, JSON",
    "a.parquet/, PARQUET",
    "ArrowHead_TRAIN.ts, TS",
    "a.TS.gz, TS",
    "a.wav, WAV",
    "a.WAVE, WAV",
  })
  void theEndingDecides(String path, Format expected) {
    assertEquals(expected, Format.of(null, path, conf));
  }

  @Test
  void theNameWins() {
    assertEquals(Format.SLASHED, Format.of("slashed", "a.txt"));
    assertEquals(Format.CONLLU, Format.of(" CoNLLU ", "missing"));
    assertMessage(() -> Format.of("connlu", "a.conllu"), "conllu, conll, tsv, slashed, text, csv");
  }

  @Test
  void theFirstDataFileOfADirectoryOrGlobDecides() throws IOException {
    Files.writeString(dir.resolve("_SUCCESS"), "");
    Files.writeString(dir.resolve(".part-0.json.crc"), "");
    Files.createDirectory(dir.resolve("_delta"));
    Files.writeString(dir.resolve("_delta/a.csv"), "");
    assertMessage(() -> Format.of(null, dir.toString(), conf), "no data file");
    Files.writeString(dir.resolve("part-1"), "");
    assertMessage(() -> Format.of(null, dir.toString(), conf), "give format=");
    Files.writeString(dir.resolve("part-0.snappy.parquet"), "");
    assertMessage(
        () -> Format.of(null, dir.toString(), conf), "endings stand for different formats");
    Files.delete(dir.resolve("part-1"));
    assertEquals(Format.PARQUET, Format.of(null, dir.toString(), conf));
    assertEquals(Format.PARQUET, Format.of(null, dir + "/par*", conf));
  }

  @Test
  void aMissingPathIsNamedInFull() {
    assertMessage(() -> Format.of(null, "no/such/place", conf), "file:/");
    assertMessage(() -> Format.of(null, "nosuchfs://a/b", conf), "nosuchfs");
    assertMessage(() -> Format.of(null, "", conf), "not a path");
  }

  private static void assertMessage(Runnable call, String part) {
    InvalidInputException e = assertThrows(InvalidInputException.class, call::run);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }
}
