/**
 * The page of HTML that shows a model to people: from JSON to tables and drawings in SVG. Nothing
 * in it needs a network or a script, and every text that comes from data is escaped.
 */
package org.sparkrnn.ml.report;
