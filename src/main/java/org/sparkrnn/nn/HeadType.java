package org.sparkrnn.nn;

/** The output functions with their losses; a new one is one {@link Head} and one constant. */
public enum HeadType {
  /** One of K classes: softmax and cross-entropy. */
  SOFTMAX(new SoftmaxHead());

  private final Head head;

  HeadType(Head head) {
    this.head = head;
  }

  Head head() {
    return head;
  }
}
