#include "textflag.h"

// Rows of the table of constants, 32 bytes each: see gateConstants.
#define A13 0(BX)
#define A11 32(BX)
#define A9 64(BX)
#define A7 96(BX)
#define A5 128(BX)
#define A3 160(BX)
#define A1 192(BX)
#define B6 224(BX)
#define B4 256(BX)
#define B2 288(BX)
#define B0 320(BX)
#define TOP 352(BX)
#define LOW 384(BX)
#define HALF 416(BX)

// X becomes tanh(X); S, P and Q are spent.
#define TANH(X, S, P, Q) \
	VMINPS TOP, X, X \
	VMAXPS LOW, X, X \
	VMULPS X, X, S \
	VMOVUPS A13, P \
	VMOVUPS B6, Q \
	VFMADD213PS A11, S, P \
	VFMADD213PS B4, S, Q \
	VFMADD213PS A9, S, P \
	VFMADD213PS B2, S, Q \
	VFMADD213PS A7, S, P \
	VFMADD213PS B0, S, Q \
	VFMADD213PS A5, S, P \
	VFMADD213PS A3, S, P \
	VFMADD213PS A1, S, P \
	VMULPS X, P, P \
	VDIVPS Q, P, X

// func recurStep(h int, u, b, v, c, x, y, constants *float32)
// One step of one direction; h is a multiple of 8.
TEXT ·recurStep(SB), NOSPLIT, $0-64
	MOVQ h+0(FP), CX
	MOVQ u+8(FP), SI
	MOVQ b+16(FP), R8
	MOVQ v+24(FP), R9
	MOVQ c+32(FP), R10
	MOVQ x+40(FP), R11
	MOVQ y+48(FP), DI
	MOVQ constants+56(FP), BX
	LEAQ (CX*4), DX // bytes between candidate, forget and output gate
	VMOVUPS HALF, Y15
next:
	VMOVUPS (R10), Y0
	VMOVUPS (SI), Y1
	VMOVUPS (SI)(DX*1), Y2
	VMOVUPS (SI)(DX*2), Y3
	VADDPS (R8), Y2, Y2
	VADDPS (R8)(DX*1), Y3, Y3
	VFMADD231PS (R9), Y0, Y2
	VFMADD231PS (R9)(DX*1), Y0, Y3
	VMULPS Y15, Y2, Y2
	VMULPS Y15, Y3, Y3
	TANH(Y2, Y4, Y5, Y6)
	TANH(Y3, Y7, Y8, Y9)
	VFMADD213PS HALF, Y15, Y2
	VFMADD213PS HALF, Y15, Y3
	VSUBPS Y1, Y0, Y0
	VFMADD231PS Y0, Y2, Y1
	VMOVUPS Y1, (R10)
	TANH(Y1, Y4, Y5, Y6)
	VMOVUPS (R11), Y10
	VSUBPS Y10, Y1, Y1
	VFMADD231PS Y1, Y3, Y10
	VMOVUPS Y10, (DI)
	ADDQ $32, SI
	ADDQ $32, R8
	ADDQ $32, R9
	ADDQ $32, R10
	ADDQ $32, R11
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  next
	VZEROUPPER
	RET

// func addRow(n int, dst *float32, row *int8, scale float32)
// dst += row · scale; n is a multiple of 8.
TEXT ·addRow(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ row+16(FP), SI
	VBROADCASTSS scale+24(FP), Y2
add:
	VPMOVSXBD (SI), Y0
	VCVTDQ2PS Y0, Y0
	VMOVUPS (DI), Y1
	VFMADD231PS Y0, Y2, Y1
	VMOVUPS Y1, (DI)
	ADDQ $8, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  add
	VZEROUPPER
	RET
