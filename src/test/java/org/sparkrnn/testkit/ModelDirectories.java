package org.sparkrnn.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.data.Standardization;
import org.sparkrnn.data.TokenColumn;
import org.sparkrnn.data.Vocabulary;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.file.EncoderFiles;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.predict.file.TorchWeights;

/** Saved models of any network, written without Spark. */
public final class ModelDirectories {
  private ModelDirectories() {}

  /** An encoder with invented tokens and labels, whose vocabularies have the sizes of a network. */
  public static SequenceEncoder encoder(NetworkSpec spec) {
    SequenceEncoder encoder =
        spec.output().givesReals()
            ? SequenceEncoder.ofValues(null, spec.features(), spec.outputSize())
            : new SequenceEncoder(null, spec.features(), labels(spec.outputSize()));
    for (TokenColumn column : TokenColumn.values()) {
      if (spec.vocabularySize(column) > 0) {
        encoder = encoder.with(column, tokens(spec.vocabularySize(column)));
      }
    }
    return encoder;
  }

  private static Vocabulary labels(int size) {
    List<String> labels = new ArrayList<>();
    while (labels.size() < size) {
      labels.add("l" + labels.size());
    }
    return new Vocabulary(labels, false);
  }

  private static Vocabulary tokens(int size) {
    List<String> tokens = new ArrayList<>(List.of(Vocabulary.UNKNOWN));
    while (tokens.size() < size) {
      tokens.add("t" + tokens.size());
    }
    return new Vocabulary(tokens, true);
  }

  /** Means and scales of features and real targets that are far from 0 and 1. */
  public static Standardization standardization(SequenceEncoder encoder) {
    List<String> lines = new ArrayList<>();
    for (int j = 0; j < encoder.width(); j++) {
      lines.add("input\t%s\t%s".formatted(0.3 - j, 0.7 + j));
    }
    for (int k = 0; k < encoder.targetWidth(); k++) {
      lines.add("target\t%s\t%s".formatted(20 - 3 * k, 2.5 + k));
    }
    return Standardization.parse(lines);
  }

  /** Writes the files of a model's directory except Spark's metadata. */
  public static void write(Path dir, NetworkSpec spec, float[] w, SequenceEncoder encoder)
      throws IOException {
    Files.createDirectories(dir);
    Files.writeString(dir.resolve(NetworkFiles.FILE), NetworkFiles.json(spec, encoder));
    for (TokenColumn column : TokenColumn.values()) {
      if (encoder.vocabulary(column) != null) {
        write(dir.resolve(column.file()), encoder.vocabulary(column));
      }
    }
    if (encoder.labels() != null) {
      write(dir.resolve(EncoderFiles.LABELS), encoder.labels());
    }
    if (encoder.standardization() != null) {
      Files.write(dir.resolve(EncoderFiles.STANDARDIZATION), encoder.standardization().lines());
    }
    try (OutputStream out = Files.newOutputStream(dir.resolve(NetworkFiles.WEIGHTS))) {
      TorchWeights.write(spec, w, out);
    }
  }

  private static void write(Path file, Vocabulary vocabulary) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      vocabulary.write(out);
    }
  }
}
