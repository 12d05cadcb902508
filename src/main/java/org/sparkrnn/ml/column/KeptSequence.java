package org.sparkrnn.ml.column;

import java.io.Serializable;

/**
 * All that is kept of a sequence between two of its rows. Spark writes the properties as columns to
 * the state store, where {@code spark.read().format("statestore")} shows them.
 */
public final class KeptSequence implements Serializable {
  private static final long serialVersionUID = 1L;

  private String model;
  private float[] values = {};
  private int token = -1;
  private long order;

  /** Creates an empty one, for Spark. */
  public KeptSequence() {}

  /** Creates a sequence that has not begun, for a model with this digest. */
  KeptSequence(String model) {
    this.model = model;
  }

  /** The beginning of the digest of the model's weights. */
  public String getModel() {
    return model;
  }

  /** Sets {@link #getModel}. */
  public void setModel(String value) {
    model = value;
  }

  /**
   * The recurrent state after the steps that were read, as {@link
   * org.sparkrnn.nn.RecurrentState#toVector} gives it; empty before the first step.
   */
  public float[] getValues() {
    return values;
  }

  /** Sets {@link #getValues}. */
  public void setValues(float... value) {
    values = value;
  }

  /** Of a text, the last token, which the network has not read yet; otherwise -1. */
  public int getToken() {
    return token;
  }

  /** Sets {@link #getToken}. */
  public void setToken(int value) {
    token = value;
  }

  /** The value of the column of order in the row that was read last. */
  public long getOrder() {
    return order;
  }

  /** Sets {@link #getOrder}. */
  public void setOrder(long value) {
    order = value;
  }
}
