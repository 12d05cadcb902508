package org.sparkrnn.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;
import org.apache.spark.rpc.RpcEnv;
import scala.None$;

/**
 * Spark's standalone master and two workers of one core, each on its own host (127.0.0.1 and
 * 127.0.0.2), because Spark runs no speculative copy on the host of the first attempt. Executors
 * are separate processes.
 */
public final class StandaloneCluster implements AutoCloseable {
  private final RpcEnv master;
  private final List<RpcEnv> workers = new ArrayList<>();

  @SuppressWarnings("unchecked")
  public StandaloneCluster() {
    SparkConf conf =
        new SparkConf().set("spark.master.rest.enabled", "false").set("spark.ui.enabled", "false");
    master = Master.startRpcEnvAndEndpoint("127.0.0.1", 0, 0, conf)._1();
    for (int i = 0; i < 2; i++) {
      workers.add(
          Worker.startRpcEnvAndEndpoint(
              "127.0.0." + (i + 1),
              0,
              0,
              1,
              1024,
              new String[] {url()},
              Path.of("target", "workers").toAbsolutePath().toString(),
              (scala.Option<Object>) (scala.Option<?>) scala.Option.apply(i),
              conf,
              (scala.Option<String>) (scala.Option<?>) None$.MODULE$));
    }
  }

  private String url() {
    return "spark://127.0.0.1:" + master.address().port();
  }

  /** The configuration of a driver in this JVM. */
  public SparkConf conf() {
    return LocalCluster.conf(url()).set("spark.executor.cores", "1");
  }

  @Override
  public void close() {
    for (RpcEnv env : workers) {
      env.shutdown();
    }
    master.shutdown();
  }
}
