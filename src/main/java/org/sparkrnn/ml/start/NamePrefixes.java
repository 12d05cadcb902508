package org.sparkrnn.ml.start;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RnnParams;

/** Selects the tensors of a model and maps their names to those of the network. */
final class NamePrefixes {
  private final Map<String, String> ours = new LinkedHashMap<>(); // by the prefix in the model

  /**
   * Reads initialPrefixes.
   *
   * @throws InvalidInputException if two of its pairs contradict each other
   */
  NamePrefixes(RnnParams params) {
    if (!params.isDefined(params.initialPrefixes())) {
      ours.put("", "");
      return;
    }
    for (String pair : params.getInitialPrefixes()) {
      int at = pair.indexOf('=');
      String there = pair.substring(at + 1);
      String here = at < 0 ? pair : pair.substring(0, at);
      if (ours.put(there, here) != null) {
        throw new InvalidInputException(
            "initialPrefixes has two pairs for the names that begin with \"%s\"; expected one"
                .formatted(there));
      }
    }
  }

  /**
   * Selects the tensors to use, under the network's names.
   *
   * @param tensors all tensors by the model's names
   * @param path path of the model, for messages
   * @throws InvalidInputException if no tensor has a prefix, or two tensors get the same name
   */
  <T> Map<String, T> select(Map<String, T> tensors, String path) {
    for (String prefix : ours.keySet()) {
      if (tensors.keySet().stream().noneMatch(name -> name.startsWith(prefix))) {
        throw new InvalidInputException(
            "initialPrefixes has \"%s\", but no name of a tensor of initialModel %s begins with it; the tensors are %s"
                .formatted(prefix, path, names(tensors.keySet())));
      }
    }
    Map<String, T> selected = new TreeMap<>();
    Map<String, String> origins = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          String here = ours(name);
          if (here == null) {
            return;
          }
          String other = origins.put(here, name);
          if (other != null) {
            throw new InvalidInputException(
                "initialPrefixes gives the tensors %s and %s of initialModel %s the same name %s; expected different ones"
                    .formatted(other, name, path, here));
          }
          selected.put(here, tensor);
        });
    return selected;
  }

  /** The network's name of a tensor, from the longest matching prefix; null if it is not used. */
  private String ours(String name) {
    String longest = null;
    for (String prefix : ours.keySet()) {
      boolean longer = longest == null || prefix.length() > longest.length();
      longest = name.startsWith(prefix) && longer ? prefix : longest;
    }
    return longest == null ? null : ours.get(longest) + name.substring(longest.length());
  }

  private static String names(Collection<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
