package org.sparkrnn.nn.sequence;

import java.util.Map;
import java.util.Objects;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.nn.Choices;
import org.sparkrnn.nn.LayerModule;
import org.sparkrnn.nn.LayerSpec;
import org.sparkrnn.nn.ModuleContext;
import org.sparkrnn.nn.Sizes;

/** The choices and sizes of a {@link RecurrentLayer}. */
public final class RecurrentSpec extends LayerSpec {
  /** The name in network.json. */
  public static final String KIND = "recurrent";

  private static final long serialVersionUID = 1L;

  private final CellType cell;
  private final Activation activation;
  private final int hiddenSize;
  private final boolean bidirectional;
  private final boolean learnedInitialState;

  /**
   * @param activation f1 of Elman and memoryless cells
   * @param hiddenSize H, per direction
   * @param bidirectional whether it also scans from the end
   * @param learnedInitialState whether the state before a sequence's first step is a parameter,
   *     instead of zeros
   * @throws IllegalArgumentException if the size is not positive
   */
  public RecurrentSpec(
      CellType cell,
      Activation activation,
      int hiddenSize,
      boolean bidirectional,
      boolean learnedInitialState) {
    this.cell = Objects.requireNonNull(cell, "a recurrent layer needs a cell");
    this.activation = activation;
    this.hiddenSize = Sizes.positive(KIND, "hiddenSize", hiddenSize);
    this.bidirectional = bidirectional;
    this.learnedInitialState = learnedInitialState;
  }

  /** Reads what {@link #choices} gave. */
  public static RecurrentSpec of(Choices choices) {
    return new RecurrentSpec(
        choices.constant("cell", CellType.values(), CellType::paramValue),
        choices.constant("activation", Activation.values(), Activation::paramValue),
        choices.integer("hiddenSize"),
        choices.flag("bidirectional"),
        choices.flag("learnedInitialState"));
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Map<String, Object> choices() {
    return Choices.map(
        "cell",
        cell.paramValue(),
        "activation",
        activation.paramValue(),
        "hiddenSize",
        hiddenSize,
        "bidirectional",
        bidirectional,
        "learnedInitialState",
        learnedInitialState);
  }

  /** What each direction computes. */
  public CellType cell() {
    return cell;
  }

  /** f1 of Elman and memoryless cells. */
  public Activation activation() {
    return activation;
  }

  /** H, per direction. */
  public int hiddenSize() {
    return hiddenSize;
  }

  /** Whether it was asked to scan from the end too; of a memoryless layer that means nothing. */
  public boolean bidirectional() {
    return bidirectional;
  }

  /** Whether the state before the first step is a parameter. */
  public boolean learnedInitialState() {
    return learnedInitialState;
  }

  /** D: 2 if it scans in both directions, else 1. */
  public int directions() {
    return bidirectional && cell.remembers() ? 2 : 1;
  }

  /** A new cell of these choices, for one direction. */
  public Cell newCell() {
    return cell.create(hiddenSize, activation);
  }

  @Override
  public int directions(int below) {
    return directions();
  }

  @Override
  public int outputWidth(int inputWidth) {
    return Math.multiplyExact(directions(), newCell().outputWidth());
  }

  @Override
  public long floatsPerStep(int inputWidth) {
    Cell one = newCell();
    long P = one.outputWidth();
    long perDirection = (long) one.gates() * hiddenSize + P + one.floatsPerStep(); // a, h
    long joined = directions() == 1 ? 0 : 2 * P; // both directions' h side by side
    return directions() * (perDirection + P) + joined; // with a gradient on its way down
  }

  /** Of one direction: they have their turns, too. */
  @Override
  public long scratchFloats(int inputWidth) {
    return newCell().scratchFloats();
  }

  @Override
  public int dropoutPlaces() {
    return 1;
  }

  @Override
  public int stateSize() {
    if (directions() == 2) {
      throw new InvalidInputException(
          "bidirectional is true, but the state can only be carried from one chunk of a sequence to the next if the network reads forward only, because the backward direction needs the end of the sequence first; set bidirectional=false, or train on whole sequences");
    }
    return newCell().stateSize();
  }

  @Override
  public LayerModule create(ModuleContext context, int inputWidth) {
    return new RecurrentLayer(context, this, inputWidth);
  }
}
