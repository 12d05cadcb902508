package org.sparkrnn.predict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.file.EncoderFiles;
import org.sparkrnn.predict.file.LocalModelFiles;
import org.sparkrnn.predict.file.NetworkFiles;
import org.sparkrnn.predict.file.OnnxFiles;

/**
 * The network of a saved model, and everything that is needed to run it. Loading needs neither
 * Spark nor Hadoop, and executes no code from the model.
 */
public final class SavedNetwork {
  private final LocalModelFiles files;
  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;

  private SavedNetwork(LocalModelFiles files, NetworkFiles saved) {
    this.files = files;
    spec = saved.network();
    weights = saved.weights();
    encoder = saved.encoder();
  }

  /**
   * Loads a model directory on this machine.
   *
   * @throws InvalidInputException if there is no complete, intact model directory
   */
  public static SavedNetwork load(Path directory) {
    LocalModelFiles files = new LocalModelFiles(directory);
    return new SavedNetwork(files, NetworkFiles.read(files));
  }

  /** The modules of the network. */
  public NetworkSpec network() {
    return spec;
  }

  /** The weights in the layout of the network; not a copy. */
  public float[] weights() {
    return weights;
  }

  /** The encoder that turns tokens and labels into numbers. */
  public SequenceEncoder encoder() {
    return encoder;
  }

  /**
   * Exports the network to ONNX: a new directory with model.onnx, config.json and the vocabularies,
   * which is written to a temporary place and then renamed, so an incomplete export never has this
   * name.
   *
   * @throws InvalidInputException if the network has a part that ONNX cannot express, or the
   *     directory exists
   * @throws IOException if it cannot be written
   */
  public void exportOnnx(Path directory) throws IOException {
    OnnxFiles files = new OnnxFiles(spec, weights, encoder);
    Path target = directory.toAbsolutePath();
    if (Files.exists(target)) {
      throw new InvalidInputException(
          "%s already exists; give another path, or remove it".formatted(target));
    }
    Files.createDirectories(target.getParent());
    Path temporary = Files.createTempDirectory(target.getParent(), "." + target.getFileName());
    try {
      files.write(name -> Files.newOutputStream(temporary.resolve(name)));
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      remove(temporary);
      throw e;
    }
  }

  private static void remove(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(temporary);
  }

  /** The model as a tagger. */
  public Tagger tagger() {
    return new Tagger(spec, weights, encoder);
  }

  /** The model as a classifier, of one class or of sets of labels. */
  public Classifier classifier() {
    return new Classifier(spec, weights, encoder);
  }

  /**
   * The model as a regressor.
   *
   * @param ahead how many steps to forecast one by one, or 0 for the outputs as they are
   */
  public Regressor regressor(int ahead) {
    return new Regressor(spec, weights, encoder, ahead);
  }

  /**
   * The model as a predictor that reads sequences step by step, with a state that the caller keeps.
   *
   * @throws InvalidInputException if an output depends on more than the steps before it: a
   *     bidirectional network, one with a crf, a convolution, a window or a mean over all steps
   */
  public StepPredictor steps() {
    return new StepPredictor(spec, weights, encoder);
  }

  /** The model as a language model. */
  public LanguageModelPredictor languageModel() {
    return new LanguageModelPredictor(spec, weights, encoder);
  }

  /**
   * The model as a transcriber.
   *
   * @param decoding how to decode; if it uses an n-gram model, the one that was saved with the
   *     network is loaded
   * @throws InvalidInputException if the decoding needs an n-gram model and there is none
   */
  public Transcriber transcriber(Decoding decoding) {
    boolean scores = decoding.ngramWeight() > 0 || decoding.lengthBonus() != 0;
    TranscriptNGram ngram =
        scores
            ? files.read(
                TranscriptNGram.FILE, (in, length) -> TranscriptNGram.parse(EncoderFiles.lines(in)))
            : null;
    return new Transcriber(spec, weights, encoder, decoding, ngram);
  }
}
