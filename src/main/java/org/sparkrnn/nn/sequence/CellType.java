package org.sparkrnn.nn.sequence;

import java.util.Locale;

/**
 * The cells. Everything that offers a choice of cell (the layer, the Param's validator, the
 * gradient checks) iterates over these constants: a new cell is one class and one constant.
 */
public enum CellType {
  /** Elman's simple recurrent network; PyTorch's nn.RNN. */
  ELMAN {
    @Override
    Cell create(int hiddenSize, Activation f1) {
      return new ElmanCell(hiddenSize, f1);
    }
  },
  /** Long short-term memory: see {@link LstmCell}. */
  LSTM {
    @Override
    Cell create(int hiddenSize, Activation f1) {
      return new LstmCell(hiddenSize);
    }
  },
  /** Gated recurrent units: see {@link GruCell}. */
  GRU {
    @Override
    Cell create(int hiddenSize, Activation f1) {
      return new GruCell(hiddenSize);
    }
  },
  /** No memory: a feed-forward layer at every step, the baseline of a recurrent network. */
  NONE {
    @Override
    Cell create(int hiddenSize, Activation f1) {
      return new MemorylessCell(hiddenSize, f1);
    }
  },
  /** A GRU whose gate does not depend on h. */
  MINGRU {
    @Override
    Cell create(int hiddenSize, Activation f1) {
      return new MinGruCell(hiddenSize);
    }
  };

  /**
   * @param f1 the activation of Elman and memoryless cells; the others have theirs fixed
   */
  abstract Cell create(int hiddenSize, Activation f1);

  /** Whether a step depends on those before it. */
  public boolean remembers() {
    return !create(1, Activation.TANH).states().isEmpty();
  }

  /** The name users write: elman, lstm, gru, none, mingru. */
  public String paramValue() {
    return name().toLowerCase(Locale.ROOT);
  }
}
