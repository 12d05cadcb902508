package org.sparkrnn.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparkrnn.bench.JsonLine;
import org.sparkrnn.bench.Times;

/** Milliseconds by name. */
final class BenchTimes {
  private static final List<String> NAMES =
      List.of("emptyJob", "plain", "broadcast", "job", "update", "total");

  private final Map<String, List<Double>> millis = new LinkedHashMap<>();

  BenchTimes() {
    NAMES.forEach(name -> millis.put(name, new ArrayList<>()));
  }

  void time(String name, Runnable work) {
    long start = System.nanoTime();
    work.run();
    add(name, (System.nanoTime() - start) / 1e6);
  }

  void add(String name, double value) {
    millis.get(name).add(value);
  }

  int count(String name) {
    return millis.get(name).size();
  }

  void putInto(JsonLine line) {
    line.put("steps", count("total"));
    NAMES.forEach(name -> line.put(name, median(name)));
    line.put("totalToEmptyJob", median("total") / median("emptyJob"));
    line.put("totalToPlain", median("total") / median("plain"));
  }

  private double median(String name) {
    return Times.median(millis.get(name).stream().mapToDouble(Double::doubleValue).toArray());
  }
}
