/**
 * Makes HTML reports of models from JSON, with tables and drawings in SVG. A report needs neither a
 * network nor a script, and all texts from data are escaped.
 */
package org.sparkrnn.ml.report;
