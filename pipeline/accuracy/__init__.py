"""Measures the accuracy of published tables against annotations made by people."""
