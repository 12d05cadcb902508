package org.sparkrnn.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.sparkrnn.job.sample.Sentences;
import org.sparkrnn.job.sample.Token;

/**
 * Writes the tagged corpora of sample-data/. The seed is fixed, so that the files are the same on
 * every machine.
 */
public final class SampleData {
  private static final long SEED = 20;

  private SampleData() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("usage: sample-data OUTDIR, for example: sample-data sample-data");
      System.exit(2);
    }
    write(Path.of(args[0]));
  }

  static void write(Path folder) throws IOException {
    corpus(Sentences.ENGLISH, folder.resolve("pos-english"), "conllu", 600, 100, 45);
    corpus(Sentences.CHINESE, folder.resolve("pos-chinese"), "slashed", 500, 80, 80);
  }

  /** {@code heldOut}: per cent of their weight at which dev and test draw words train lacks. */
  private static void corpus(
      Sentences language, Path folder, String ending, int train, int others, int heldOut)
      throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(SEED);
    Set<String> seen = new HashSet<>();
    for (String split : List.of("train", "dev", "test")) {
      boolean training = split.equals("train");
      StringBuilder file = new StringBuilder();
      for (int n = 1; n <= (training ? train : others); n++) {
        List<Token> sentence = unseen(language, random, training ? 0 : heldOut, seen);
        file.append(language.format(sentence, split + "-" + n));
      }
      Files.writeString(folder.resolve(split + "." + ending), file);
    }
  }

  /** No sentence occurs twice, whatever its capitals and its closing mark. */
  private static List<Token> unseen(
      Sentences language, Random random, int heldOutWeight, Set<String> seen) {
    while (true) {
      List<Token> sentence = language.draw(random, heldOutWeight);
      StringBuilder key = new StringBuilder();
      for (Token token : sentence) {
        if (!token.tag().equals("PUNCT") && !token.tag().equals("w")) {
          key.append(token.form().toLowerCase(Locale.ROOT)).append(' ');
        }
      }
      if (seen.add(key.toString())) {
        return sentence;
      }
    }
  }
}
