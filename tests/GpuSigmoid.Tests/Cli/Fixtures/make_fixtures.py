"""Writes the .npy files beside this script, with NumPy's own writer: python3 make_fixtures.py (made with NumPy 1.24.2)."""
import numpy

# Exact in all three types, and with every sign, exponent and byte different enough to show a wrong order.
VALUES = [[0.5, -1.25, 65504.0], [float("-inf"), -0.0, 0.333251953125]]


def write(name, array, version=(1, 0)):
    with open(name + ".npy", "wb") as file:
        numpy.lib.format.write_array(file, array, version)


for element in ("f2", "f4", "f8"):
    write(element, numpy.array(VALUES, "<" + element))
    write(element + "_big_endian", numpy.array(VALUES, ">" + element))
    write(element + "_fortran", numpy.asfortranarray(numpy.array(VALUES, "<" + element)))
    write(element + "_version_2", numpy.array(VALUES, "<" + element), (2, 0))
    write(element + "_version_3", numpy.array(VALUES, "<" + element), (3, 0))

write("f4_big_endian_fortran", numpy.asfortranarray(numpy.array(VALUES, ">f4")))
write("f4_one_dimension", numpy.array(VALUES[0], "<f4"))
write("f4_zero_dimensions", numpy.array(VALUES[0][1], "<f4"))
write("f4_no_rows", numpy.zeros((0, 5), "<f4"))
write("f8_no_columns", numpy.zeros((5, 0), "<f8"))
write("f4_three_dimensions", numpy.zeros((2, 1, 3), "<f4"))
write("i4", numpy.zeros((2, 3), "<i4"))
write("structured", numpy.zeros(2, [("a", "<f4"), ("b", "<f4")]))
