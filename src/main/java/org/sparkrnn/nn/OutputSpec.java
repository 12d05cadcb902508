package org.sparkrnn.nn;

import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.data.Readout;
import org.sparkrnn.nn.output.HeadType;
import org.sparkrnn.nn.output.Loss;
import org.sparkrnn.nn.output.PoolingType;

/** What becomes of the last layer's states: outputs, a loss, and how outcomes compare. */
public abstract class OutputSpec extends ModuleSpec {
  private static final long serialVersionUID = 1L;

  /** K. */
  public abstract int outputSize();

  /** Which steps have an output. */
  public abstract Readout readout();

  /** What one output a sequence reads of the states of its steps. */
  public abstract PoolingType pooling();

  /** The output function. */
  public abstract HeadType head();

  /** The choices that the head leaves about its loss. */
  public abstract Loss loss();

  /** Whether the embedding's table is a parameter of the output too. */
  public abstract boolean tiedEmbeddings();

  /**
   * How many floats it keeps a step between a forward and a backward pass.
   *
   * @param width of the last layer's states
   */
  public abstract long floatsPerStep(int width);

  /**
   * How many floats of a sequence it carries from one chunk of it to the next.
   *
   * @throws InvalidInputException if what comes out depends on more than such a state and the steps
   *     of the chunk
   */
  public abstract int stateSize();

  /**
   * @param width of the last layer's states
   * @param inputs of the network
   * @throws InvalidInputException if it cannot stand there
   */
  public abstract void require(int width, InputSpec[] inputs);

  /** Makes the module, which declares its parameters. */
  public abstract OutputModule create(ModuleContext context, int width);
}
