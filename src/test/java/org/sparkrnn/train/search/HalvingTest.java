package org.sparkrnn.train.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkrnn.train.search.Halving.Run;

class HalvingTest {
  private static final int TRIALS = 20;

  /** A loss that is inaccurate at first and improves with more epochs. */
  private static double loss(Run run) {
    double quality = new SplittableRandom(run.trial()).nextDouble();
    double noise = new SplittableRandom(1000 + run.trial() * 7L + run.rung()).nextDouble();
    return quality + noise / (1 + run.rung());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,2", "3,1 3", "10,1 3 10", "12,1 4 12", "110,4 12 37 110"})
  void rungsThatEndWithAllEpochs(int maxEpochs, String epochs) {
    Halving halving = new Halving(1, maxEpochs, true);
    List<String> all = new ArrayList<>();
    for (int rung = 0; rung < halving.rungs(); rung++) {
      all.add(String.valueOf(halving.epochs(rung)));
    }
    assertEquals(epochs, String.join(" ", all));
  }

  /** Several runs at a time, which end in random order. */
  private static String run(int atOnce, long seed) {
    Halving halving = new Halving(TRIALS, 27, true);
    Random random = new Random(seed);
    List<Run> running = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    while (true) {
      Optional<Run> next = running.size() < atOnce ? halving.next() : Optional.empty();
      if (next.isPresent()) {
        running.add(next.get());
      } else if (running.isEmpty()) {
        return done + " " + halving.best();
      } else {
        Run ended = running.remove(random.nextInt(running.size()));
        halving.put(ended, loss(ended));
        done.add(ended.toString());
      }
    }
  }

  @Test
  void whoGoesOnDependsOnNoOrder() {
    String alone = run(1, 0);
    for (int atOnce : new int[] {2, 3, 8, 100}) {
      for (int seed = 0; seed < 20; seed++) {
        assertEquals(alone, run(atOnce, seed), atOnce + " at once, seed " + seed);
      }
    }
    int[] ofRung = new int[4];
    for (int rung = 0; rung < 4; rung++) {
      ofRung[rung] = alone.split("rung=" + rung + "]", -1).length - 1;
    }
    assertTrue(ofRung[0] >= TRIALS && ofRung[1] < TRIALS * 2 / 3 && ofRung[1] > 4, alone);
    assertTrue(ofRung[3] >= 1 && ofRung[3] <= ofRung[2] && ofRung[2] <= ofRung[1], alone);
    assertTrue(alone.contains("Run[trial=0, rung=3]"), "the first trial goes all the way");
  }

  @Test
  void whatFailsGoesNoFurtherAndTiesAreOfTheFirst() {
    Halving halving = new Halving(3, 3, false);
    for (int i = 0; i < 3; i++) {
      assertEquals(Optional.of(new Run(i, 0)), halving.next());
    }
    assertEquals(Optional.empty(), halving.next());
    halving.put(new Run(0, 0), Double.NaN);
    halving.put(new Run(2, 0), 5);
    assertEquals(Optional.empty(), halving.next(), "trial 2 waits for trial 1");
    halving.put(new Run(1, 0), 5);
    assertEquals(Optional.of(new Run(1, 0)), halving.best());
    assertEquals(Optional.of(new Run(1, 1)), halving.next());
    assertEquals(Optional.empty(), halving.next());
    halving.put(new Run(1, 1), Double.NaN);
    assertEquals(Optional.of(new Run(1, 0)), halving.best(), "the best of what did not fail");
    assertFalse(halving.has(new Run(3, 0)) || halving.has(new Run(0, 2)));
  }

  @Test
  void thePoolRunsAllAndTellsWhatWasThrown() throws Exception {
    for (int threads : new int[] {1, 4}) {
      Halving halving = new Halving(TRIALS, 27, true);
      Set<String> done = new ConcurrentSkipListSet<>();
      new HalvingPool(halving)
          .run(
              threads,
              0,
              HalvingTest::loss,
              (run, loss) -> {
                done.add(run.toString());
                return loss;
              });
      assertEquals(run(1, 0), done + " " + halving.best());
    }
    Exception thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                new HalvingPool(new Halving(TRIALS, 27, true))
                    .<Double>run(
                        2,
                        0,
                        run -> {
                          if (run.trial() == 3) {
                            throw new IllegalStateException("the third");
                          }
                          return loss(run);
                        },
                        (run, loss) -> loss));
    assertEquals("the third", thrown.getMessage());
  }

  @Test
  void timeEndsWhatRunsOnceThereIsAResult() throws Exception {
    Halving halving = new Halving(TRIALS, 27, true);
    CountDownLatch never = new CountDownLatch(1);
    new HalvingPool(halving)
        .<Double>run(
            2,
            1e-9,
            run -> {
              if (run.trial() == 1) {
                never.await();
              }
              Thread.sleep(50);
              return loss(run);
            },
            (run, loss) -> loss);
    assertEquals(0, halving.best().get().trial());
  }
}
