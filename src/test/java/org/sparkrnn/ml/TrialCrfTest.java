package org.sparkrnn.ml;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkrnn.predict.SavedNetwork;
import org.sparkrnn.testkit.ToyData;

class TrialCrfTest {
  @TempDir Path dir;

  @Test
  void trains() throws Exception {
    SequenceTagger t = SequenceTaggerTest.tagger(12).setTransitions(true);
    SequenceTaggerModel m = t.fit(ToyData.tokens(96, 1));
    TaggingMetrics metrics = m.evaluate(ToyData.tokens(48, 2));
    System.out.println("CRF accuracy " + metrics.accuracy() + " loss " + metrics.loss());
    assertTrue(metrics.accuracy() > 0.95);
    m.write().save(dir.resolve("m").toString());
    SequenceTaggerModel l = SequenceTaggerModel.load(dir.resolve("m").toString());
    assertEquals(m.weightsSha256(), l.weightsSha256());
    assertArrayEquals(
        m.tagger().tag("a", "c", "b", "a"),
        SavedNetwork.load(dir.resolve("m")).tagger().tag("a", "c", "b", "a"));
    var v = t.setValidationFraction(0.3).setGradientFlow(true).fit(ToyData.tokens(96, 1));
    var e = v.summary().epochs();
    var last = e.get(e.size() - 1);
    System.out.println("CRF validation " + last.validation().meanLoss() + " " + last.validation().accuracy());
  }
}
