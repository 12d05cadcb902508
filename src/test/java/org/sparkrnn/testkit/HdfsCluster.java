package org.sparkrnn.testkit;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.DatanodeReportType;

/**
 * HDFS on this machine: a NameNode and DataNodes from Hadoop's own jars, each in its own process on
 * free ports, with files in one folder. For integration tests: Maven lays the jars out in
 * target/hadoop and target/spark. The processes end with {@link #close}, or with this JVM.
 */
public final class HdfsCluster implements AutoCloseable {
  private static final String DAEMONS = "org.apache.hadoop.hdfs.server.";
  private static final String NAME_NODE = DAEMONS + "namenode.NameNode";
  private static final String DATA_NODE = DAEMONS + "datanode.DataNode";
  private static final int START_SECONDS = 90;

  private final Path folder;
  private final String uri;
  private final Map<String, Process> daemons = new TreeMap<>();
  private final Thread onExit = new Thread(this::destroyAll);
  private final DistributedFileSystem fs;

  private HdfsCluster(Path folder, int dataNodes) throws IOException, InterruptedException {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(onExit);
    uri = "hdfs://127.0.0.1:" + freePort();
    try {
      run("format", NAME_NODE, "-format", "-force", "-nonInteractive");
      start("namenode", NAME_NODE);
      for (int i = 0; i < dataNodes; i++) {
        startDataNode(i);
      }
      writeClientConf();
      fs = connect();
      awaitDataNodes(dataNodes);
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Starts a cluster and waits until it serves.
   *
   * @param folder for blocks, metadata and logs
   */
  public static HdfsCluster start(Path folder, int dataNodes)
      throws IOException, InterruptedException {
    return new HdfsCluster(folder, dataNodes);
  }

  /** The root, {@code hdfs://host:port}. */
  public String uri() {
    return uri;
  }

  /**
   * A folder for HADOOP_CONF_DIR, with which {@code hdfs:///path} and {@code /path} are on this
   * cluster.
   */
  public Path clientConf() {
    return folder.resolve("conf");
  }

  /** A client of this cluster. */
  public FileSystem fileSystem() {
    return fs;
  }

  /** The number of DataNodes that the NameNode considers alive. */
  public int liveDataNodes() throws IOException {
    return fs.getDataNodeStats(DatanodeReportType.LIVE).length;
  }

  /** Ends a DataNode by SIGKILL. */
  public void killDataNode(int i) throws InterruptedException {
    Process process = daemons.get("datanode" + i);
    process.destroyForcibly();
    process.waitFor();
  }

  /** Starts a DataNode again, with its previous blocks. */
  public void startDataNode(int i) throws IOException {
    start(
        "datanode" + i,
        DATA_NODE,
        property("dfs.datanode.data.dir", folder.resolve("data" + i).toUri()),
        property("dfs.datanode.address", "127.0.0.1:0"),
        property("dfs.datanode.ipc.address", "127.0.0.1:0"),
        property("dfs.datanode.http.address", "127.0.0.1:0"));
  }

  /** Waits until {@code n} DataNodes are alive. */
  public void awaitDataNodes(int n) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (liveDataNodes() != n) {
      if (System.nanoTime() > end) {
        throw new IOException(
            "%d DataNodes are alive, not %d; see the logs:%n%s"
                .formatted(liveDataNodes(), n, logs()));
      }
      Thread.sleep(200);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (fs != null) {
        fs.close();
      }
    } finally {
      destroyAll();
      try {
        Runtime.getRuntime().removeShutdownHook(onExit);
      } catch (IllegalStateException exiting) {
        onExit.interrupt(); // the hook itself runs already
      }
    }
  }

  private void destroyAll() {
    synchronized (daemons) {
      daemons.values().forEach(Process::destroyForcibly);
    }
  }

  private DistributedFileSystem connect() throws IOException, InterruptedException {
    Configuration conf = new Configuration();
    conf.setBoolean(
        "fs.hdfs.impl.disable.cache", true); // not shared, so that close() affects no other test
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (true) {
      DistributedFileSystem client =
          (DistributedFileSystem) new org.apache.hadoop.fs.Path(uri).getFileSystem(conf);
      try {
        client.getDataNodeStats(DatanodeReportType.LIVE);
        return client;
      } catch (IOException notYet) {
        client.close();
        if (System.nanoTime() > end || !daemons.get("namenode").isAlive()) {
          throw new IOException("the NameNode does not answer; see its log:\n" + logs(), notYet);
        }
        Thread.sleep(200);
      }
    }
  }

  private void run(String name, String mainClass, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(name, mainClass, arguments);
    if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(name + " failed; see its log:\n" + logs());
    }
    synchronized (daemons) {
      daemons.remove(name);
    }
  }

  private Process start(String name, String mainClass, String... arguments) throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlog4j2.configurationFile=" + Path.of("conf/log4j2.properties").toAbsolutePath());
    command.addAll(
        List.of("-cp", target + "/hadoop/*" + File.pathSeparator + target + "/spark/jars/*"));
    command.add(mainClass);
    command.add(property("fs.defaultFS", uri));
    command.add(property("dfs.namenode.name.dir", folder.resolve("name").toUri()));
    command.add(property("dfs.namenode.http-address", "127.0.0.1:0"));
    // A killed DataNode must be detected within seconds instead of ten minutes.
    command.add(property("dfs.heartbeat.interval", 1));
    command.add(property("dfs.namenode.heartbeat.recheck-interval", 1000));
    command.addAll(List.of(arguments));
    Path log = folder.resolve(name + ".log");
    synchronized (daemons) {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      daemons.put(name, process);
      return process;
    }
  }

  private static String property(String key, Object value) {
    return "-D" + key + "=" + value;
  }

  private void writeClientConf() throws IOException {
    Files.createDirectories(clientConf());
    Files.writeString(
        clientConf().resolve("core-site.xml"),
        "<configuration><property><name>fs.defaultFS</name><value>%s</value></property></configuration>"
            .formatted(uri));
  }

  private String logs() throws IOException {
    StringBuilder text = new StringBuilder();
    synchronized (daemons) {
      for (String name : daemons.keySet()) {
        text.append(name).append(":\n").append(Files.readString(folder.resolve(name + ".log")));
      }
    }
    return text.toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
