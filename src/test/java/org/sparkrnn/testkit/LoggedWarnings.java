package org.sparkrnn.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;

/**
 * The messages that a class logs, from warnings on or from another level on, until it is closed.
 */
public final class LoggedWarnings implements AutoCloseable {
  private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
  private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
  private final String name;

  /** Begins to listen for warnings. */
  public LoggedWarnings(Class<?> of) {
    this(of, Level.WARN);
  }

  /** Begins to listen. */
  public LoggedWarnings(Class<?> of, Level level) {
    name = of.getName();
    AbstractAppender appender =
        new AbstractAppender(name, null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            messages.add(event.getMessage().getFormattedMessage());
          }
        };
    appender.start();
    LoggerConfig logger = new LoggerConfig(name, level, false);
    logger.addAppender(appender, level, null);
    context.getConfiguration().addLogger(name, logger);
    context.updateLoggers();
  }

  /** The messages so far. */
  public List<String> messages() {
    synchronized (messages) {
      return List.copyOf(messages);
    }
  }

  @Override
  public void close() {
    context.getConfiguration().removeLogger(name);
    context.updateLoggers();
  }
}
