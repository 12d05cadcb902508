package org.sparkrnn.ml.column;

import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.minute;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.second;
import static org.apache.spark.sql.functions.unix_seconds;

import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkrnn.ml.param.RegressionParams;
import org.sparkrnn.train.JobScope;

/**
 * Finds out whether timestamps are times of a clock: local midnights, for example, are 23 or 25
 * hours apart where clocks change, and so no whole number of steps.
 */
public final class LocalTimes {
  private static final Logger LOG = LoggerFactory.getLogger(LocalTimes.class);
  private static final int SECONDS_OF_DAY = 86_400;

  private LocalTimes() {}

  /**
   * The zone of the session, if each series has rows at one local time of day there, which is not
   * one time of day in UTC, or which is midnight there and not in UTC; otherwise null. Runs a job
   * if timeCol is a timestamp and clocks change in that zone.
   */
  public static String zone(Dataset<?> dataset, RegressionParams params) {
    StructType schema = dataset.schema();
    NamedColumn time = NamedColumn.of(schema, "timeCol", params.getTimeCol());
    ZoneId zone =
        DateTimeUtils.getZoneId(dataset.sparkSession().conf().get("spark.sql.session.timeZone"));
    boolean changes = !zone.getRules().isFixedOffset();
    if (!(time.type() instanceof TimestampType) || !changes) {
      return null;
    }
    JobScope.describe(dataset.sparkSession().sparkContext(), "find local times of day");
    Column t = time.column();
    Column local = hour(t).multiply(3600).plus(minute(t).multiply(60)).plus(second(t));
    Row found =
        dataset
            .select(
                NamedColumn.of(schema, "seriesCol", params.getSeriesCol()).column().as("series"),
                local.as("local"),
                pmod(unix_seconds(t), lit(SECONDS_OF_DAY)).as("utc"))
            .groupBy("series")
            .agg(
                min("local").equalTo(max("local")).as("even"),
                min("utc")
                    .notEqual(max("utc"))
                    .or(max("local").equalTo(0).and(max("utc").notEqual(0)))
                    .as("moved"))
            .agg(min("even"), max("moved"))
            .first();
    if (!Boolean.TRUE.equals(found.get(0)) || !Boolean.TRUE.equals(found.get(1))) {
      return null;
    }
    LOG.info(
        "the rows of each series are at one local time of day in {}, but not in UTC, so steps are counted in local time (timeZone={})",
        zone,
        zone);
    return zone.getId();
  }
}
