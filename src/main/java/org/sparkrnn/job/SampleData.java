package org.sparkrnn.job;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.job.sample.DataSet;
import org.sparkrnn.job.sample.SampleOptions;

/**
 * {@code jobs/sample-data OUT} writes all of sample-data/; {@code jobs/sample-data NAME OUT
 * [key=value ...]} writes one data set. Seeds are fixed, so the files are the same on every
 * machine.
 */
public final class SampleData {
  private SampleData() {}

  /** Runs the job, and ends the process with its exit code. */
  public static void main(String[] args) throws IOException {
    try {
      run(args);
    } catch (InvalidInputException e) {
      System.err.println("sample-data: " + e.getMessage());
      System.exit(Job.WRONG_INPUT);
    } catch (FileSystemException e) { // its message may be only the file's name
      System.err.println("sample-data: cannot write " + e);
      System.exit(Job.WRONG_INPUT);
    }
  }

  static void run(String... args) throws IOException {
    if (args.length == 0 || args[0].contains("=") || args.length > 1 && args[1].contains("=")) {
      throw new InvalidInputException(
          "expected the arguments OUT for all data sets, or NAME OUT [key=value ...] for one of "
              + Arrays.stream(DataSet.values())
                  .map(DataSet::label)
                  .collect(Collectors.joining(", ")));
    }
    if (args.length == 1) {
      write(Path.of(args[0]));
      return;
    }
    DataSet dataSet = DataSet.of(args[0]);
    SampleOptions options = dataSet.options();
    for (String argument : Arrays.asList(args).subList(2, args.length)) {
      options.set(argument);
    }
    dataSet.write(Path.of(args[1]), options);
  }

  /** Writes every data set into a folder of its name. */
  static void write(Path folder) throws IOException {
    for (DataSet dataSet : DataSet.values()) {
      dataSet.write(folder.resolve(dataSet.label()), dataSet.options());
    }
  }
}
