package org.sparkrnn.ml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.function.Function;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader.Metadata;
import org.apache.spark.ml.util.MLReader;
import org.sparkrnn.data.InvalidInputException;
import org.sparkrnn.ml.save.DeletedParams;
import scala.Option;

/**
 * Reads estimators as Spark's own reader does, those of earlier versions too.
 *
 * @param <E> the estimator
 */
final class RnnEstimatorReader<E extends RnnEstimator<E, ?>> extends MLReader<E> {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Class<E> type;
  private final Function<String, E> create;

  /**
   * @param create makes one of its uid
   */
  RnnEstimatorReader(Class<E> type, Function<String, E> create) {
    this.type = type;
    this.create = create;
  }

  /**
   * @throws InvalidInputException if a Param that this version no longer has shapes the network
   */
  @Override
  public E load(String path) {
    Metadata saved = DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
    try {
      JsonNode json = MAPPER.readTree(saved.metadataJson());
      DeletedParams.remove(json, "the estimator in " + path);
      Metadata known = DefaultParamsReader.parseMetadata(json.toString(), type.getName());
      E estimator = create.apply(known.uid());
      known.getAndSetParams(estimator, Option.empty());
      String automatic = estimator.automatic().name();
      if (!json.at("/defaultParamMap/" + automatic).isBoolean()
          && !json.at("/paramMap/" + automatic).isBoolean()) {
        estimator.setAutomatic(false); // nothing was chosen when it was saved
      }
      return estimator;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("metadata of %s is damaged: %s".formatted(path, e), e);
    }
  }
}
