"""The allocation engine: arrays in, the best allocation out, with its proof. Knows neither Django nor the database."""
