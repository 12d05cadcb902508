/**
 * The Params of estimators and models, with getters and setters, and what follows from them: all
 * written from {@code src/main/params/params.json}. Users meet them through the estimators, and may
 * depend on them.
 */
package org.sparkrnn.ml.param.generated;
