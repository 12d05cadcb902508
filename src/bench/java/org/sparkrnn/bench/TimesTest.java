package org.sparkrnn.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.sparkrnn.data.InvalidInputException;

class TimesTest {
  @Test
  void takesTheMiddleOfOddAndEvenNumbers() {
    assertEquals(2, Times.median(3, 1, 2));
    assertEquals(2.5, Times.median(4, 1, 3, 2));
    assertEquals(7, Times.median(7));
    assertThrows(IllegalArgumentException.class, () -> new Times());
  }

  @Test
  void stepsUntilBothBoundsAreReached() {
    assertEquals(40, Times.of(() -> {}, 40, 0).steps());
    assertTrue(Times.of(() -> {}, 1, 0.01).steps() > 40);
  }

  @Test
  void printsParametersThenRatesWithFewDigits() {
    Arguments arguments = new Arguments("layer", "B=8");
    arguments.number("T", 5);
    arguments.number("B", 2);
    assertEquals(
        "{\"name\":\"layer\",\"T\":5,\"B\":8,\"tokensPerSecond\":100,\"best\":150,\"gflops\":3.333,"
            + "\"ratios\":[1,1.235]}",
        arguments
            .line()
            .put(new Times(0.3, 0.4, 0.2, 0.2, 0.4), 30, 1e9)
            .put("ratios", new double[] {1, 1.23456})
            .toString());
  }

  @Test
  void namesWhatIsWrongWithArguments() {
    Arguments arguments = new Arguments("layer", "thread=2", "B=x");
    arguments.threads();
    assertEquals(
        "layer knows no key thread; did you mean threads?",
        assertThrows(InvalidInputException.class, arguments::line).getMessage());
    assertThrows(InvalidInputException.class, () -> arguments.number("B", 1));
  }
}
