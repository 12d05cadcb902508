package org.sparkrnn.ml.start;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.param.RnnParams;

/** Which tensors of a model are used, and which names the network has for them. */
final class NamePrefixes {
  private final Map<String, String> ours = new LinkedHashMap<>(); // by the beginning there

  /**
   * As initialPrefixes says.
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
   * The tensors that are used, under the network's names.
   *
   * @param tensors under the names that the model has for them
   * @param path of the model, for messages
   * @throws InvalidInputException if a prefix is that of no tensor, or two tensors get one name
   */
  <T> Map<String, T> select(Map<String, T> tensors, String path) {
    for (String prefix : ours.keySet()) {
      if (tensors.keySet().stream().noneMatch(name -> name.startsWith(prefix))) {
        throw new InvalidInputException(
            "initialPrefixes has \"%s\", but the name of no tensor of initialModel %s begins so; it has %s"
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

  /** The network's name of a tensor, by the longest prefix that fits; null if it is not used. */
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
