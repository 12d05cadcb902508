package org.sparkrnn.ml.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkrnn.ml.LanguageModel;
import org.sparkrnn.ml.SequenceTagger;
import org.sparkrnn.ml.param.ParamTable;

class SavedSettingsTest {
  /** A new Param of the network must be taken from a model, too. */
  @Test
  void allParamsThatShapeTheNetworkFollow() throws IOException {
    List<String> missing = new ArrayList<>();
    for (ParamTable.Group group : ParamTable.read().groups()) {
      if (group.name().equals("NetworkShape")) {
        group.entries().forEach(entry -> missing.add(entry.name()));
      }
    }
    assertTrue(missing.size() > 10, missing.toString());
    missing.removeAll(SavedSettings.names());
    assertEquals(List.of(), missing);
  }

  @Test
  void whatWasSetThenComesFirstAndWhatThereWasNotHasItsDefault() throws IOException {
    JsonNode metadata =
        new ObjectMapper()
            .readTree(
                "{\"paramMap\":{\"hiddenSize\":7,\"outputLayer\":\"crf\"},"
                    + "\"defaultParamMap\":{\"hiddenSize\":64,\"bidirectional\":true}}");
    SequenceTagger tagger = new SequenceTagger();
    Map<String, Object> same = SavedSettings.of(metadata, tagger, true);
    assertEquals(7, same.get("hiddenSize"));
    assertEquals(true, same.get("bidirectional"));
    assertEquals("crf", same.get("outputLayer"));
    assertEquals(0, same.get("characterFilters"));
    assertEquals("characters", same.get("stringTokens"));
    Map<String, Object> other = SavedSettings.of(metadata, tagger, false);
    assertEquals(7, other.get("hiddenSize"));
    assertTrue(!other.containsKey("outputLayer") && !other.containsKey("stringTokens"));
    assertTrue(!SavedSettings.of(metadata, new LanguageModel(), true).containsKey("stringTokens"));
  }
}
