package org.sparkrnn.predict;

import java.nio.file.Path;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.file.EncoderFiles;
import org.sparkrnn.predict.file.LocalModelFiles;
import org.sparkrnn.predict.file.NetworkFiles;

/**
 * The network of a saved model, and what is needed to run it. Reading it needs neither Spark nor
 * Hadoop, and runs nobody's code.
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
   * Reads a model directory on this machine.
   *
   * @throws InvalidInputException if there is no complete and sound one
   */
  public static SavedNetwork load(Path directory) {
    LocalModelFiles files = new LocalModelFiles(directory);
    return new SavedNetwork(files, NetworkFiles.read(files));
  }

  /** The modules of the network. */
  public NetworkSpec network() {
    return spec;
  }

  /** In the layout of the network; not a copy. */
  public float[] weights() {
    return weights;
  }

  /** What turns tokens and labels into numbers. */
  public SequenceEncoder encoder() {
    return encoder;
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
   * @param ahead steps to forecast one by one, or 0 for the outputs as they are
   */
  public Regressor regressor(int ahead) {
    return new Regressor(spec, weights, encoder, ahead);
  }

  /** The model as a language model. */
  public LanguageModelPredictor languageModel() {
    return new LanguageModelPredictor(spec, weights, encoder);
  }

  /**
   * The model as a transcriber.
   *
   * @param decoding that of an n-gram model reads the one that was saved with the network
   * @throws InvalidInputException if there is none to read
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
