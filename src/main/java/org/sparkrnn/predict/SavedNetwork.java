package org.sparkrnn.predict;

import java.nio.file.Path;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.SequenceEncoder;
import org.sparkrnn.nn.NetworkSpec;
import org.sparkrnn.predict.file.LocalModelFiles;
import org.sparkrnn.predict.file.NetworkFiles;

/**
 * The network of a saved model, and what is needed to run it. Reading it needs neither Spark nor
 * Hadoop, and runs nobody's code.
 */
public final class SavedNetwork {
  private final NetworkSpec spec;
  private final float[] weights;
  private final SequenceEncoder encoder;

  private SavedNetwork(NetworkFiles saved) {
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
    return new SavedNetwork(NetworkFiles.read(new LocalModelFiles(directory)));
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
}
