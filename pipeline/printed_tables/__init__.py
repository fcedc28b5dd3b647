"""Printed tables read as data: found on the page, told apart into heads, rows and cells."""
